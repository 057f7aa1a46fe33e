import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import { CommitBody, ImportChange } from '../../../services/exchange/imports/change-schemas.ts'
import { IMPORT_STATUSES } from '../../../services/exchange/imports/model.ts'
import { ImportSchema, ImportSummarySchema } from '../../../services/exchange/imports/schemas.ts'
import { IMPORT_KINDS } from '../../../services/exchange/reading/kinds.ts'
import { Int32, Parsed } from '../../../services/schema-types.ts'
import { NoContent } from '../../no-content.ts'
import { importCaller } from './caller.ts'

const tags = ['Imports']
export const ImportParams = Type.Object({ import_id: Int32({ minimum: 1 }) })
/** A client that asks for a dry run here is told so, and undoes nothing. */
const UndoBody = Type.Object({}, { title: 'ImportUndo', additionalProperties: false, default: {}, examples: [{}] })

function Words(words: readonly string[]) {
  const one = `(?:${words.join('|')})`
  return Type.Optional(
    Parsed(
      Type.String({
        pattern: `^${one}(?:,${one})*$`,
        maxLength: 300,
        description: `Separated by commas: ${words.join(', ')}`,
      }),
    ),
  )
}

const ListQuery = Type.Object({
  status: Words(IMPORT_STATUSES),
  kind: Words(IMPORT_KINDS),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
  offset: Type.Optional(Int32({ minimum: 0 })),
})

/** @throws RequestValidationError for a word that there is not. */
function wordsOf<Word extends string>(field: string, text: string | undefined, words: readonly Word[]): Word[] | null {
  if (text === undefined) return null
  return text.split(',').map((each) => {
    const word = words.find((known) => known === each.trim())
    if (word !== undefined) return word
    throw new RequestValidationError([{ field, message: `must be of ${words.join(', ')}, separated by commas` }])
  })
}

/** `/api/imports`: files of other tools and shops. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { imports, importUndo } = app

  app.get(
    '/imports',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'List imports',
        description: 'The newest first.',
        querystring: ListQuery,
        response: { 200: Type.Array(ImportSummarySchema) },
      },
    },
    async ({ query: { status, kind, limit = 50, offset = 0 } }) =>
      imports.list({
        statuses: wordsOf('status', status, IMPORT_STATUSES),
        kinds: wordsOf('kind', kind, IMPORT_KINDS),
        limit,
        offset,
      }),
  )

  app.get(
    '/imports/:import_id',
    {
      config: { access: 'reader' },
      schema: { tags, summary: 'Read an import', params: ImportParams, response: { 200: ImportSchema } },
    },
    async ({ params }) => imports.get(params.import_id),
  )

  app.patch(
    '/imports/:import_id',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Read the file of an import in another way',
        description: 'Decisions on rows are kept where the row and its cells stay the same.',
        params: ImportParams,
        body: ImportChange,
        response: { 202: ImportSchema },
      },
    },
    async (request, reply) => {
      const changed = await imports.change(request.params.import_id, request.body, importCaller(request))
      return reply.code(202).send(changed)
    },
  )

  app.post(
    '/imports/:import_id/commit',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Write an import into the inventory',
        description: 'All rows, or those without errors. It is written once, however often this is asked.',
        params: ImportParams,
        body: CommitBody,
        response: { 200: ImportSchema, 202: ImportSchema },
      },
    },
    async (request, reply) => {
      const { done, import: found } = await imports.commit(
        request.params.import_id,
        request.body,
        importCaller(request),
      )
      return reply.code(done ? 200 : 202).send(found)
    },
  )

  app.post(
    '/imports/:import_id/undo',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Take an import back',
        description:
          'As a whole, or not at all when something was built on it. A large one is undone in the background. What it would do is answered by `POST /api/operations/{operation_id}/undo` with `dry_run`.',
        params: ImportParams,
        body: UndoBody,
        response: { 200: ImportSchema, 202: ImportSchema },
      },
    },
    async (request, reply) => {
      const { done, import: found } = await importUndo.undo(request.params.import_id, importCaller(request))
      return reply.code(done ? 200 : 202).send(found)
    },
  )

  app.delete(
    '/imports/:import_id',
    {
      config: { access: 'editor' },
      schema: { tags, summary: 'Delete an import', params: ImportParams, response: { 204: NoContent } },
    },
    async ({ params }, reply) => {
      await imports.delete(params.import_id)
      return reply.code(204).send(null)
    },
  )
}

export default routes
