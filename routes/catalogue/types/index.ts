import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { PartTypeSchema } from '../../../services/catalogue/types/schemas.ts'
import { RequiredColumn } from '../../../services/schema-types.ts'
import { TaggedRecords } from '../../entity-tags.ts'
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
  const tagged = new TaggedRecords({ schema: PartTypeSchema, read: (id: number) => types.get(id) })

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
      config: { access: 'editor', entityTag: true },
      schema: { tags, summary: 'Create a type', body: TypeCreate, response: { 201: PartTypeSchema } },
    },
    async ({ body }, reply) => reply.code(201).send(tagged.answerChange(reply, await types.create(body.name))),
  )

  app.get(
    '/types/:type_id',
    {
      config: { access: 'reader', entityTag: true },
      schema: { tags, summary: 'Read a type', params: TypeParams, response: { 200: PartTypeSchema } },
    },
    async (request, reply) => tagged.answerRead(request, reply, request.params.type_id),
  )

  app.put(
    '/types/:type_id',
    {
      config: { access: 'editor', entityTag: true },
      schema: {
        tags,
        summary: 'Rename a type',
        params: TypeParams,
        body: TypeUpdate,
        response: { 200: PartTypeSchema },
      },
    },
    async (request, reply) => {
      const { params, body } = request
      const type = await tagged.change(request, params.type_id, (precondition) =>
        types.rename(params.type_id, body.name, precondition),
      )
      return tagged.answerChange(reply, type)
    },
  )

  app.delete(
    '/types/:type_id',
    {
      config: { access: 'editor', entityTag: true },
      schema: { tags, summary: 'Delete a type', params: TypeParams, response: { 204: NoContent } },
    },
    async (request, reply) => {
      const { type_id: id } = request.params
      await tagged.change(request, id, (precondition) => types.delete(id, precondition))
      return reply.code(204).send(null)
    },
  )
}

export default routes
