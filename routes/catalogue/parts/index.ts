import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { PartSchema } from '../../../services/catalogue/parts/schemas.ts'
import { NoContent } from '../../no-content.ts'
import { NAMES_OPERATION, OPERATION_HEADER_NOTE, runOperation } from '../../run-operation.ts'
import { PartCreate, PartUpdate, toPartFields } from './part-body.ts'
import { taggedParts } from './part-tags.ts'

const tags = ['Parts']
const PartParams = Type.Object({ part_key: Type.String() })

/** `/api/parts`: the parts themselves. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { parts, retiredParts } = app
  const readAgain = { by: ['key'], read: (key: string) => parts.get(key) }
  const tagged = taggedParts(parts)

  app.post(
    '/parts',
    {
      config: { access: 'editor', idempotency: { readAgain }, entityTag: true },
      schema: { tags, summary: 'Create a part', body: PartCreate, response: { 201: PartSchema } },
    },
    async ({ body }, reply) => {
      const part = await parts.create({ ...toPartFields(body), description: body.description })
      return reply.code(201).send(tagged.answerChange(reply, part))
    },
  )

  app.get(
    '/parts/:part_key',
    {
      config: { access: 'reader', entityTag: true },
      schema: { tags, summary: 'Read a part', params: PartParams, response: { 200: PartSchema } },
    },
    async (request, reply) => tagged.answerRead(request, reply, request.params.part_key),
  )

  app.put(
    '/parts/:part_key',
    {
      config: { access: 'editor', idempotency: { readAgain }, entityTag: true },
      schema: {
        tags,
        summary: 'Change fields of a part',
        params: PartParams,
        body: PartUpdate,
        response: { 200: PartSchema },
      },
    },
    async (request, reply) => {
      const { part_key: key } = request.params
      const fields = toPartFields(request.body)
      const part = await tagged.change(request, key, (precondition) => parts.update(key, fields, precondition))
      return tagged.answerChange(reply, part)
    },
  )

  app.delete(
    '/parts/:part_key',
    {
      config: { access: 'editor', entityTag: true, ...NAMES_OPERATION },
      schema: {
        tags,
        summary: 'Delete a part',
        description: `Its key is never given again, and it can be brought back. ${OPERATION_HEADER_NOTE}`,
        params: PartParams,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      const { part_key: key } = request.params
      await runOperation(request, reply, { reason: 'delete' }, (operation) =>
        tagged.change(request, key, (precondition) => retiredParts.delete(key, { operation, precondition })),
      )
      return reply.code(204).send(null)
    },
  )
}

export default routes
