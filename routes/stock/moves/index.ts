import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Int32 } from '../../../services/schema-types.ts'
import { StockMovesSchema } from '../../../services/stock/moves/schemas.ts'
import { OperationNote } from '../../../services/stock/operations/schemas.ts'
import { NAMES_OPERATION, OPERATION_HEADER_NOTE, runOperation } from '../../run-operation.ts'

const MAX_MOVES = 1000
const BoxParams = Type.Object({ box_no: Type.Integer() })
const Place = Int32({ minimum: 1 })

const StockMoveRequest = Type.Object(
  {
    part_key: Type.String({ minLength: 1 }),
    from_box_no: Place,
    from_loc_no: Place,
    to_box_no: Place,
    to_loc_no: Place,
    qty: Int32({ minimum: 1 }),
  },
  { title: 'StockMoveRequest', additionalProperties: false },
)
const StockMovesRequest = Type.Object(
  { moves: Type.Array(StockMoveRequest, { minItems: 1, maxItems: MAX_MOVES }), note: OperationNote },
  {
    title: 'StockMovesRequest',
    additionalProperties: false,
    examples: [{ moves: [{ part_key: 'ABCD', from_box_no: 1, from_loc_no: 1, to_box_no: 1, to_loc_no: 2, qty: 5 }] }],
  },
)
const BoxContentsMove = Type.Object(
  {
    to_box_no: Place,
    keep_locations: Type.Optional(
      Type.Boolean({
        description: 'Whether everything keeps the number of its location; else free locations are filled',
      }),
    ),
    note: OperationNote,
  },
  { title: 'BoxContentsMove', additionalProperties: false, examples: [{ to_box_no: 2, keep_locations: true }] },
)

/** Moves of many piles at once, and of all that lies in a box. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { moves, boxContents } = app
  const readAgain = { by: ['operation_id'], read: (id: string) => moves.read(id) }

  app.post(
    '/inventory/moves',
    {
      config: { access: 'editor', idempotency: { readAgain }, ...NAMES_OPERATION },
      schema: {
        tags: ['Inventory'],
        summary: 'Move many piles, all or none',
        description: `One operation; the moves are made in their order. ${OPERATION_HEADER_NOTE}`,
        body: StockMovesRequest,
        response: { 200: StockMovesSchema },
      },
    },
    async (request, reply) =>
      runOperation(request, reply, { reason: 'move', note: request.body.note }, (operation) =>
        moves.moveAll(request.body.moves, operation),
      ),
  )

  app.post(
    '/boxes/:box_no/move-contents',
    {
      config: { access: 'editor', idempotency: { readAgain }, ...NAMES_OPERATION },
      schema: {
        tags: ['Boxes'],
        summary: 'Move everything of a box to another one',
        description: OPERATION_HEADER_NOTE,
        params: BoxParams,
        body: BoxContentsMove,
        response: { 200: StockMovesSchema },
      },
    },
    async (request, reply) => {
      const { params, body } = request
      const options = { keepLocations: body.keep_locations === true }
      return runOperation(
        request,
        reply,
        { reason: 'move', note: body.note, source: `box ${params.box_no}` },
        (operation) => boxContents.move(params.box_no, body.to_box_no, options, operation),
      )
    },
  )
}

export default routes
