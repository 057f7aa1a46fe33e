import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { PartTypeSchema } from '../../../services/catalogue/types/schemas.ts'
import { RequiredColumn } from '../../../services/schema-types.ts'
import { TaggedRecords } from '../../entity-tags.ts'
import { NoContent } from '../../no-content.ts'

const tags = ['Types']
const TypeParams = Type.Object({ type_id: Type.Integer() })
const typeBody = { name: RequiredColumn(100) }
const TypeCreate = Type.Object(typeBody, { title: 'TypeCreate', examples: [{ name: 'Resistor' }] })
const TypeUpdate = Type.Object(typeBody, { title: 'TypeUpdate', examples: [{ name: 'Film resistor' }] })

/** `/api/types`: the kinds of parts. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { types } = app
  const tagged = new TaggedRecords({ schema: PartTypeSchema, read: (id: number) => types.get(id) })

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
