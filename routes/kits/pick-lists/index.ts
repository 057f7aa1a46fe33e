import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { PickListDetailSchema } from '../../../services/kits/pick-lists/schemas.ts'
import { Int32 } from '../../../services/schema-types.ts'
import { NoContent } from '../../no-content.ts'

const tags = ['Pick lists']
const ListParams = Type.Object({ pick_list_id: Type.Integer() })
const LineParams = Type.Object({ pick_list_id: Type.Integer(), line_id: Type.Integer() })
const PickListLineUpdate = Type.Object(
  { quantity_to_pick: Int32({ minimum: 0 }) },
  { title: 'PickListLineUpdate', examples: [{ quantity_to_pick: 2 }] },
)

/** `/api/pick-lists`: fetching the parts of a kit from their locations. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { pickLists, pickLines } = app
  const readAgain = { by: ['id'], read: (id: string) => pickLists.get(Number(id)) }

  app.get(
    '/pick-lists/:pick_list_id',
    {
      config: { access: 'reader' },
      schema: { tags, summary: 'Read a pick list', params: ListParams, response: { 200: PickListDetailSchema } },
    },
    async ({ params }) => pickLists.get(params.pick_list_id),
  )

  app.delete(
    '/pick-lists/:pick_list_id',
    {
      config: { access: 'editor' },
      schema: { tags, summary: 'Delete a pick list', params: ListParams, response: { 204: NoContent } },
    },
    async ({ params }, reply) => {
      await pickLists.delete(params.pick_list_id)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/pick-lists/:pick_list_id/lines/:line_id/pick',
    {
      config: { access: 'editor', idempotency: { readAgain } },
      schema: {
        tags,
        summary: 'Take the pieces of a line out of stock',
        params: LineParams,
        response: { 200: PickListDetailSchema },
      },
    },
    async ({ params }) => pickLines.pick(params.pick_list_id, params.line_id),
  )

  app.post(
    '/pick-lists/:pick_list_id/lines/:line_id/undo',
    {
      config: { access: 'editor', idempotency: { readAgain } },
      schema: {
        tags,
        summary: 'Put the pieces of a line back',
        params: LineParams,
        response: { 200: PickListDetailSchema },
      },
    },
    async ({ params }) => pickLines.undo(params.pick_list_id, params.line_id),
  )

  app.post(
    '/pick-lists/:pick_list_id/lines/:line_id/replan',
    {
      config: { access: 'editor', idempotency: { readAgain } },
      schema: {
        tags,
        summary: 'Plan a line anew, from where its part lies now',
        params: LineParams,
        response: { 200: PickListDetailSchema },
      },
    },
    async ({ params }) => pickLines.replan(params.pick_list_id, params.line_id),
  )

  app.patch(
    '/pick-lists/:pick_list_id/lines/:line_id',
    {
      config: { access: 'editor', idempotency: { readAgain } },
      schema: {
        tags,
        summary: 'Change how many pieces a line takes',
        params: LineParams,
        body: PickListLineUpdate,
        response: { 200: PickListDetailSchema },
      },
    },
    async ({ params, body }) => pickLines.changeQuantity(params.pick_list_id, params.line_id, body.quantity_to_pick),
  )
}

export default routes
