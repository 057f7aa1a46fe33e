import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { PickListDetailSchema } from '../../../services/kits/pick-lists/schemas.ts'
import { Int32 } from '../../../services/schema-types.ts'
import { NoContent } from '../../no-content.ts'
import { NAMES_OPERATION, OPERATION_HEADER_NOTE, runOperation } from '../../run-operation.ts'
import { taggedPickLists } from './pick-list-tags.ts'

const tags = ['Pick lists']
const ListParams = Type.Object({ pick_list_id: Type.Integer() })
const LineParams = Type.Object({ pick_list_id: Type.Integer(), line_id: Type.Integer() })
const PickListLineUpdate = Type.Object(
  { quantity_to_pick: Int32({ minimum: 0 }) },
  { title: 'PickListLineUpdate', examples: [{ quantity_to_pick: 2 }] },
)

/** How stock is changed with a line; each is a method of the service. */
const LINE_ACTIONS = [
  { action: 'pick', reason: 'pick', summary: 'Take the pieces of a line out of stock' },
  { action: 'undo', reason: 'unpick', summary: 'Put the pieces of a line back' },
] as const

/** `/api/pick-lists`: fetching the parts of a kit from their locations. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { pickLists, pickLines } = app
  const tagged = taggedPickLists(pickLists)
  const readAgain = { by: ['id'], read: (id: string) => pickLists.get(Number(id)) }

  app.get(
    '/pick-lists/:pick_list_id',
    {
      config: { access: 'reader', entityTag: true },
      schema: { tags, summary: 'Read a pick list', params: ListParams, response: { 200: PickListDetailSchema } },
    },
    async (request, reply) => tagged.answerRead(request, reply, request.params.pick_list_id),
  )

  app.delete(
    '/pick-lists/:pick_list_id',
    {
      config: { access: 'editor', entityTag: true },
      schema: { tags, summary: 'Delete a pick list', params: ListParams, response: { 204: NoContent } },
    },
    async (request, reply) => {
      const { pick_list_id: id } = request.params
      await tagged.change(request, id, (precondition) => pickLists.delete(id, precondition))
      return reply.code(204).send(null)
    },
  )

  for (const { action, reason, summary } of LINE_ACTIONS) {
    app.post(
      `/pick-lists/:pick_list_id/lines/:line_id/${action}`,
      {
        config: { access: 'editor', idempotency: { readAgain }, entityTag: true, ...NAMES_OPERATION },
        schema: {
          tags,
          summary,
          description: OPERATION_HEADER_NOTE,
          params: LineParams,
          response: { 200: PickListDetailSchema },
        },
      },
      async (request, reply) => {
        const { pick_list_id: listId, line_id: lineId } = request.params
        const list = await runOperation(request, reply, { reason }, (operation) =>
          pickLines[action](listId, lineId, operation),
        )
        return tagged.answerChange(reply, list)
      },
    )
  }

  app.post(
    '/pick-lists/:pick_list_id/lines/:line_id/replan',
    {
      config: { access: 'editor', idempotency: { readAgain }, entityTag: true },
      schema: {
        tags,
        summary: 'Plan a line anew, from where its part lies now',
        params: LineParams,
        response: { 200: PickListDetailSchema },
      },
    },
    async ({ params }, reply) =>
      tagged.answerChange(reply, await pickLines.replan(params.pick_list_id, params.line_id)),
  )

  app.patch(
    '/pick-lists/:pick_list_id/lines/:line_id',
    {
      config: { access: 'editor', idempotency: { readAgain }, entityTag: true },
      schema: {
        tags,
        summary: 'Change how many pieces a line takes',
        params: LineParams,
        body: PickListLineUpdate,
        response: { 200: PickListDetailSchema },
      },
    },
    async (request, reply) => {
      const { pick_list_id: listId, line_id: lineId } = request.params
      const quantity = request.body.quantity_to_pick
      const list = await tagged.change(request, listId, (precondition) =>
        pickLines.changeQuantity(listId, lineId, quantity, precondition),
      )
      return tagged.answerChange(reply, list)
    },
  )
}

export default routes
