import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { PartTypeSchema } from '../../../services/catalogue/types/schemas.ts'
import { RequiredColumn } from '../../../services/schema-types.ts'
import { NoContent } from '../../no-content.ts'
import { isTrue } from '../../query-switch.ts'

const tags = ['Types']
const TypeParams = Type.Object({ type_id: Type.Integer() })
const typeBody = { name: RequiredColumn(100) }
const TypeCreate = Type.Object(typeBody, { title: 'TypeCreate', examples: [{ name: 'Resistor' }] })
const TypeUpdate = Type.Object(typeBody, { title: 'TypeUpdate', examples: [{ name: 'Film resistor' }] })
const TypeListQuery = Type.Object({
  include_stats: Type.Optional(Type.String({ description: '"true" adds the number of parts' })),
})

/** `/api/types`: the kinds of parts. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { types } = app

  app.get(
    '/types',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'List types',
        querystring: TypeListQuery,
        response: { 200: Type.Array(PartTypeSchema) },
      },
    },
    async ({ query }) => types.list({ withStats: isTrue(query.include_stats) }),
  )

  app.post(
    '/types',
    {
      config: { access: 'editor' },
      schema: { tags, summary: 'Create a type', body: TypeCreate, response: { 201: PartTypeSchema } },
    },
    async ({ body }, reply) => reply.code(201).send(await types.create(body.name)),
  )

  app.get(
    '/types/:type_id',
    {
      config: { access: 'reader' },
      schema: { tags, summary: 'Read a type', params: TypeParams, response: { 200: PartTypeSchema } },
    },
    async ({ params }) => types.get(params.type_id),
  )

  app.put(
    '/types/:type_id',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Rename a type',
        params: TypeParams,
        body: TypeUpdate,
        response: { 200: PartTypeSchema },
      },
    },
    async ({ params, body }) => types.rename(params.type_id, body.name),
  )

  app.delete(
    '/types/:type_id',
    {
      config: { access: 'editor' },
      schema: { tags, summary: 'Delete a type', params: TypeParams, response: { 204: NoContent } },
    },
    async ({ params }, reply) => {
      await types.delete(params.type_id)
      return reply.code(204).send(null)
    },
  )
}

export default routes
