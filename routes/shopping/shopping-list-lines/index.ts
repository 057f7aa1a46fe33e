import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Int32, Note, Nullable } from '../../../services/schema-types.ts'
import type { LineChange } from '../../../services/shopping/shopping-lists/line-change.ts'
import { ReceivedLineSchema, ShoppingListLineSchema } from '../../../services/shopping/shopping-lists/schemas.ts'
import { NoContent } from '../../no-content.ts'
import { NAMES_OPERATION, OPERATION_HEADER_NOTE, runOperation } from '../../run-operation.ts'
import { NoteChange, toNoteChange } from '../note-change.ts'
import { taggedLines } from './line-tags.ts'

const tags = ['Shopping lists']
const LineParams = Type.Object({ line_id: Type.Integer() })

const ShoppingListLineUpdate = Type.Object(
  {
    needed: Type.Optional(Nullable(Int32({ minimum: 1 }))),
    ordered: Type.Optional(Nullable(Int32({ minimum: 0 }))),
    seller_id: Type.Optional(Nullable(Int32())),
    note: Type.Optional(NoteChange),
  },
  { title: 'ShoppingListLineUpdate', examples: [{ needed: 25, ordered: 25, note: 'Comes in strips of 25' }] },
)
const ShoppingListLineReceive = Type.Object(
  {
    receive_qty: Int32({ minimum: 1 }),
    allocations: Type.Array(
      Type.Object(
        { box_no: Int32({ minimum: 1 }), loc_no: Int32({ minimum: 1 }), qty: Int32({ minimum: 1 }) },
        { title: 'ShoppingListLineReceiveAllocation' },
      ),
      { minItems: 1 },
    ),
  },
  {
    title: 'ShoppingListLineReceive',
    examples: [{ receive_qty: 25, allocations: [{ box_no: 1, loc_no: 1, qty: 25 }] }],
  },
)
const ShoppingListLineComplete = Type.Object(
  { mismatch_reason: Type.Optional(Nullable(Note())) },
  { title: 'ShoppingListLineComplete', default: {}, examples: [{ mismatch_reason: 'The rest is not made any more' }] },
)

/** Null means "as it is" for all fields but the seller, which it takes away. */
function toChange({ needed, ordered, seller_id, note }: Type.Static<typeof ShoppingListLineUpdate>): LineChange {
  return {
    ...(typeof needed === 'number' ? { needed } : {}),
    ...(typeof ordered === 'number' ? { ordered } : {}),
    ...(seller_id === undefined ? {} : { sellerId: seller_id }),
    ...toNoteChange(note),
  }
}

/** `/api/shopping-list-lines`: a line, its order and its delivery. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { shoppingListLines } = app
  const tagged = taggedLines(shoppingListLines)

  app.put(
    '/shopping-list-lines/:line_id',
    {
      config: { access: 'editor', entityTag: true },
      schema: {
        tags,
        summary: 'Change a line',
        params: LineParams,
        body: ShoppingListLineUpdate,
        response: { 200: ShoppingListLineSchema },
      },
    },
    async (request, reply) => {
      const { line_id: id } = request.params
      const wanted = toChange(request.body)
      const line = await tagged.change(request, id, (precondition) =>
        shoppingListLines.update(id, wanted, precondition),
      )
      return tagged.answerChange(reply, line)
    },
  )

  app.delete(
    '/shopping-list-lines/:line_id',
    {
      config: { access: 'editor', entityTag: true },
      schema: { tags, summary: 'Delete a line', params: LineParams, response: { 204: NoContent } },
    },
    async (request, reply) => {
      const { line_id: id } = request.params
      await tagged.change(request, id, (precondition) => shoppingListLines.delete(id, precondition))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/shopping-list-lines/:line_id/receive',
    {
      config: { access: 'editor', entityTag: true, ...NAMES_OPERATION },
      schema: {
        tags,
        summary: 'Book a delivery into stock',
        description: OPERATION_HEADER_NOTE,
        params: LineParams,
        body: ShoppingListLineReceive,
        response: { 200: ReceivedLineSchema },
      },
    },
    async (request, reply) => {
      const { params, body } = request
      const allocations = body.allocations.map(({ box_no: boxNo, loc_no: locNo, qty }) => ({ boxNo, locNo, qty }))
      const { warnings, ...line } = await runOperation(request, reply, { reason: 'receive' }, (operation) =>
        shoppingListLines.receive(params.line_id, body.receive_qty, allocations, { operation }),
      )
      return { ...tagged.answerChange(reply, line), warnings }
    },
  )

  app.post(
    '/shopping-list-lines/:line_id/complete',
    {
      config: { access: 'editor', entityTag: true },
      schema: {
        tags,
        summary: 'Complete a line',
        params: LineParams,
        body: ShoppingListLineComplete,
        response: { 200: ShoppingListLineSchema },
      },
    },
    async ({ params, body }, reply) => {
      const line = await shoppingListLines.complete(params.line_id, body.mismatch_reason ?? null)
      return tagged.answerChange(reply, line)
    },
  )
}

export default routes
