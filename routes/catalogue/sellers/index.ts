import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { SellerListItemSchema, SellerSchema } from '../../../services/catalogue/sellers/schemas.ts'
import { Nullable, RequiredColumn } from '../../../services/schema-types.ts'
import { TaggedRecords } from '../../entity-tags.ts'
import { NoContent } from '../../no-content.ts'

const tags = ['Sellers']
const SellerParams = Type.Object({ seller_id: Type.Integer() })
const Name = RequiredColumn(255)
const Website = RequiredColumn(500, { description: 'A URL, or only a domain' })
const SellerCreate = Type.Object(
  { name: Name, website: Website },
  { title: 'SellerCreate', examples: [{ name: 'Mouser', website: 'https://www.mouser.com' }] },
)
const SellerUpdate = Type.Object(
  { name: Type.Optional(Nullable(Name)), website: Type.Optional(Nullable(Website)) },
  {
    title: 'SellerUpdate',
    examples: [{ website: 'https://eu.mouser.com' }],
    description: 'A field that is absent or null stays as it is',
  },
)

/** `/api/sellers`: who sells parts. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { sellers } = app
  const tagged = new TaggedRecords({ schema: SellerSchema, read: (id: number) => sellers.get(id) })

  app.get(
    '/sellers',
    {
      config: { access: 'reader' },
      schema: { tags, summary: 'List sellers', response: { 200: Type.Array(SellerListItemSchema) } },
    },
    async () => sellers.list(),
  )

  app.post(
    '/sellers',
    {
      config: { access: 'editor', entityTag: true },
      schema: { tags, summary: 'Create a seller', body: SellerCreate, response: { 201: SellerSchema } },
    },
    async ({ body }, reply) => reply.code(201).send(tagged.answerChange(reply, await sellers.create(body))),
  )

  app.get(
    '/sellers/:seller_id',
    {
      config: { access: 'reader', entityTag: true },
      schema: { tags, summary: 'Read a seller', params: SellerParams, response: { 200: SellerSchema } },
    },
    async (request, reply) => tagged.answerRead(request, reply, request.params.seller_id),
  )

  app.put(
    '/sellers/:seller_id',
    {
      config: { access: 'editor', entityTag: true },
      schema: {
        tags,
        summary: 'Change a seller',
        params: SellerParams,
        body: SellerUpdate,
        response: { 200: SellerSchema },
      },
    },
    async (request, reply) => {
      const { params, body } = request
      const seller = await tagged.change(request, params.seller_id, (precondition) =>
        sellers.update(params.seller_id, body, precondition),
      )
      return tagged.answerChange(reply, seller)
    },
  )

  app.delete(
    '/sellers/:seller_id',
    {
      config: { access: 'editor', entityTag: true },
      schema: { tags, summary: 'Delete a seller', params: SellerParams, response: { 204: NoContent } },
    },
    async (request, reply) => {
      const { seller_id: id } = request.params
      await tagged.change(request, id, (precondition) => sellers.delete(id, precondition))
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/sellers/:seller_id/logo',
    {
      config: { access: 'editor' },
      schema: { tags, summary: 'Remove the logo of a seller', params: SellerParams, response: { 200: SellerSchema } },
    },
    async ({ params }) => sellers.deleteLogo(params.seller_id),
  )
}

export default routes
