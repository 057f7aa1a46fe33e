import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { KitSchema, KitStatusSchema, KitSummarySchema } from '../../../services/kits/kits/schemas.ts'
import { NoContent } from '../../no-content.ts'
import { requireName } from '../../require-name.ts'
import { KitCreate, KitUpdate, toKitFields } from './kit-body.ts'
import { refuseRepeated } from './refuse-repeated.ts'

const tags = ['Kits']
const KitParams = Type.Object({ kit_id: Type.Integer() })

const KitListQuery = Type.Object({
  status: Type.Optional({ ...KitStatusSchema, default: 'active' as const }),
  query: Type.Optional(Type.String({ minLength: 1, description: 'Text in the name or the description' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
})

/** `/api/kits`: the kits themselves. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { kits } = app

  app.get(
    '/kits',
    {
      config: { access: 'reader' },
      preValidation: refuseRepeated,
      schema: {
        tags,
        summary: 'List kits of a status, the last changed first',
        querystring: KitListQuery,
        response: { 200: Type.Array(KitSummarySchema) },
      },
    },
    async ({ query }) => kits.list({ status: query.status ?? 'active', text: query.query, limit: query.limit }),
  )

  app.post(
    '/kits',
    {
      config: { access: 'editor' },
      schema: { tags, summary: 'Create a kit', body: KitCreate, response: { 201: KitSchema } },
    },
    async ({ body }, reply) =>
      reply.code(201).send(await kits.create({ ...toKitFields(body), name: requireName(body.name) })),
  )

  app.patch(
    '/kits/:kit_id',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Change fields of an active kit',
        params: KitParams,
        body: KitUpdate,
        response: { 200: KitSchema },
      },
    },
    async ({ params, body }) => kits.update(params.kit_id, toKitFields(body)),
  )

  app.post(
    '/kits/:kit_id/archive',
    {
      config: { access: 'editor' },
      schema: { tags, summary: 'Put a kit into the archive', params: KitParams, response: { 200: KitSchema } },
    },
    async ({ params }) => kits.archive(params.kit_id),
  )

  app.post(
    '/kits/:kit_id/unarchive',
    {
      config: { access: 'editor' },
      schema: { tags, summary: 'Take a kit back from the archive', params: KitParams, response: { 200: KitSchema } },
    },
    async ({ params }) => kits.unarchive(params.kit_id),
  )

  app.delete(
    '/kits/:kit_id',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Delete a kit with contents and pick lists',
        params: KitParams,
        response: { 204: NoContent },
      },
    },
    async ({ params }, reply) => {
      await kits.delete(params.kit_id)
      return reply.code(204).send(null)
    },
  )
}

export default routes
