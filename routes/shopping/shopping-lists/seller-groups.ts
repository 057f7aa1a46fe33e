import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Int32, Nullable } from '../../../services/schema-types.ts'
import { SellerGroupSchema, SellerGroupStatusSchema } from '../../../services/shopping/shopping-lists/schemas.ts'
import { NoContent } from '../../no-content.ts'
import { NoteChange, toNoteChange } from '../note-change.ts'

const tags = ['Shopping lists']
const ListParams = Type.Object({ list_id: Type.Integer() })
const GroupParams = Type.Object({ list_id: Type.Integer(), seller_id: Type.Integer() })

const SellerGroupCreate = Type.Object(
  { seller_id: Int32() },
  { title: 'SellerGroupCreate', examples: [{ seller_id: 1 }] },
)
const SellerGroupUpdate = Type.Object(
  { note: Type.Optional(NoteChange), status: Type.Optional(Nullable(SellerGroupStatusSchema)) },
  { title: 'SellerGroupUpdate', examples: [{ note: 'Order 4711', status: 'ordered' }] },
)

/** The groups of a shopping list, one a seller. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { sellerGroups } = app

  app.post(
    '/shopping-lists/:list_id/seller-groups',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Add a seller to a list',
        params: ListParams,
        body: SellerGroupCreate,
        response: { 201: SellerGroupSchema },
      },
    },
    async ({ params, body }, reply) => reply.code(201).send(await sellerGroups.create(params.list_id, body.seller_id)),
  )

  app.get(
    '/shopping-lists/:list_id/seller-groups/:seller_id',
    {
      config: { access: 'reader' },
      schema: { tags, summary: 'Read a seller group', params: GroupParams, response: { 200: SellerGroupSchema } },
    },
    async ({ params }) => sellerGroups.get(params.list_id, params.seller_id),
  )

  app.put(
    '/shopping-lists/:list_id/seller-groups/:seller_id',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Change the note, order, or take the order back',
        params: GroupParams,
        body: SellerGroupUpdate,
        response: { 200: SellerGroupSchema },
      },
    },
    async ({ params, body: { note, status } }) =>
      sellerGroups.update(params.list_id, params.seller_id, {
        ...toNoteChange(note),
        ...(status ? { status } : {}),
      }),
  )

  app.delete(
    '/shopping-lists/:list_id/seller-groups/:seller_id',
    {
      config: { access: 'editor' },
      schema: { tags, summary: 'Remove a seller from a list', params: GroupParams, response: { 204: NoContent } },
    },
    async ({ params }, reply) => {
      await sellerGroups.delete(params.list_id, params.seller_id)
      return reply.code(204).send(null)
    },
  )
}

export default routes
