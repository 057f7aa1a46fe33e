import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { PartSchema } from '../../../services/catalogue/parts/schemas.ts'
import { NoContent } from '../../no-content.ts'
import { PartCreate, PartUpdate, toPartFields } from './part-body.ts'

const tags = ['Parts']
const PartParams = Type.Object({ part_key: Type.String() })

/** `/api/parts`: the parts themselves. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { parts } = app
  const readAgain = { by: ['key'], read: (key: string) => parts.get(key) }

  app.post(
    '/parts',
    {
      config: { access: 'editor', idempotency: { readAgain } },
      schema: { tags, summary: 'Create a part', body: PartCreate, response: { 201: PartSchema } },
    },
    async ({ body }, reply) =>
      reply.code(201).send(await parts.create({ ...toPartFields(body), description: body.description })),
  )

  app.get(
    '/parts/:part_key',
    {
      config: { access: 'reader' },
      schema: { tags, summary: 'Read a part', params: PartParams, response: { 200: PartSchema } },
    },
    async ({ params }) => parts.get(params.part_key),
  )

  app.put(
    '/parts/:part_key',
    {
      config: { access: 'editor', idempotency: { readAgain } },
      schema: {
        tags,
        summary: 'Change fields of a part',
        params: PartParams,
        body: PartUpdate,
        response: { 200: PartSchema },
      },
    },
    async ({ params, body }) => parts.update(params.part_key, toPartFields(body)),
  )

  app.delete(
    '/parts/:part_key',
    {
      config: { access: 'editor' },
      schema: { tags, summary: 'Delete a part', params: PartParams, response: { 204: NoContent } },
    },
    async ({ params }, reply) => {
      await parts.delete(params.part_key)
      return reply.code(204).send(null)
    },
  )
}

export default routes
