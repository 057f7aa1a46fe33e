import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import { Int32, Nullable } from '../../../services/schema-types.ts'
import { type EditedSelection, MAX_EDITED_PARTS } from '../../../services/stock/bulk-edit/bulk-edit-service.ts'
import { PartEditsSchema } from '../../../services/stock/bulk-edit/schemas.ts'
import { OperationNote } from '../../../services/stock/operations/schemas.ts'
import { NAMES_OPERATION, OPERATION_HEADER_NOTE, runOperation } from '../../run-operation.ts'

const text = (maxLength: number) => Type.Optional(Nullable(Type.String({ maxLength })))

const EditedTags = () =>
  Type.Array(Type.String({ maxLength: 100, pattern: '\\S', 'x-hint': 'must not be blank' }), { maxItems: 100 })

const PartsChange = Type.Object(
  {
    type_id: Type.Optional(Nullable(Int32())),
    manufacturer: text(255),
    package: text(100),
    mounting_type: text(50),
    add_tags: Type.Optional(EditedTags()),
    remove_tags: Type.Optional(EditedTags()),
  },
  {
    title: 'PartsChange',
    additionalProperties: false,
    minProperties: 1,
    description: 'A field that is absent stays as it is; null clears it',
  },
)
const PartsEdit = Type.Object(
  {
    part_keys: Type.Optional(
      Nullable(Type.Array(Type.String({ minLength: 1 }), { minItems: 1, maxItems: MAX_EDITED_PARTS })),
    ),
    query: Type.Optional(
      Nullable(
        Type.String({
          minLength: 1,
          pattern: '\\S',
          'x-hint': 'must not be blank',
          description:
            'As of the part search; in place of part_keys. Refused when it asks for nothing, as signs alone do',
        }),
      ),
    ),
    set: PartsChange,
    dry_run: Type.Optional(Type.Boolean({ description: 'Only answers what would change' })),
    note: OperationNote,
  },
  {
    title: 'PartsEdit',
    additionalProperties: false,
    examples: [{ part_keys: ['ABCD'], set: { package: '0805', add_tags: ['smd'] }, dry_run: true }],
  },
)

/** @throws RequestValidationError unless exactly one of the two is given. */
function toSelection({ part_keys: keys, query }: Static<typeof PartsEdit>): EditedSelection {
  const [hasKeys, hasQuery] = [Array.isArray(keys), typeof query === 'string']
  if (hasKeys && hasQuery) {
    throw new RequestValidationError([{ field: 'query', message: 'must not be given together with part_keys' }])
  }
  if (Array.isArray(keys)) return { keys }
  if (typeof query === 'string') return { query }
  throw new RequestValidationError([{ field: 'part_keys', message: 'or query is required' }])
}

/** @throws RequestValidationError for a tag that is to be added and to be removed. */
function demandClearTags({ add_tags: added = [], remove_tags: removed = [] }: Static<typeof PartsChange>): void {
  const index = removed.findIndex((tag) => added.includes(tag))
  if (index < 0) return
  throw new RequestValidationError([
    { field: `set.remove_tags.${index}`, message: 'must not be one of add_tags as well' },
  ])
}

/** `POST /api/parts/bulk`: the same change of many parts. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { bulkEdit } = app
  const readAgain = { by: ['operation_id'], read: (id: string) => bulkEdit.read(id) }

  app.post(
    '/parts/bulk',
    {
      config: { access: 'editor', idempotency: { readAgain }, ...NAMES_OPERATION },
      schema: {
        tags: ['Parts'],
        summary: 'Change fields of many parts at once',
        description: `One operation, which can be undone as a whole. ${OPERATION_HEADER_NOTE}`,
        body: PartsEdit,
        response: { 200: PartEditsSchema },
      },
    },
    async (request, reply) => {
      const { body } = request
      const selection = toSelection(body)
      demandClearTags(body.set)
      if (body.dry_run === true) return bulkEdit.preview(selection, body.set)
      return runOperation(request, reply, { reason: 'edit', note: body.note }, (operation) =>
        bulkEdit.apply(selection, body.set, operation),
      )
    },
  )
}

export default routes
