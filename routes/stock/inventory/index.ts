import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Int32 } from '../../../services/schema-types.ts'
import { FreeSlotSchema, LocationSuggestionSchema, PartStockSchema } from '../../../services/stock/inventory/schemas.ts'
import { OperationNote } from '../../../services/stock/operations/schemas.ts'
import { NoContent } from '../../no-content.ts'
import { NAMES_OPERATION, OPERATION_HEADER_NOTE, runOperation } from '../../run-operation.ts'

const tags = ['Inventory']
const PartParams = Type.Object({ part_key: Type.String() })
const TypeParams = Type.Object({ type_id: Type.Integer() })

const Quantity = Int32({ minimum: 1 })
/** Boxes and locations are numbered from 1. */
const Place = Int32({ minimum: 1 })
const pile = { box_no: Place, loc_no: Place, qty: Quantity, note: OperationNote }
const AddStock = Type.Object(pile, { title: 'AddStock', examples: [{ box_no: 1, loc_no: 1, qty: 100 }] })
const RemoveStock = Type.Object(pile, { title: 'RemoveStock', examples: [{ box_no: 1, loc_no: 1, qty: 10 }] })
const MoveStock = Type.Object(
  {
    from_box_no: Place,
    from_loc_no: Place,
    to_box_no: Place,
    to_loc_no: Place,
    qty: Quantity,
    note: OperationNote,
  },
  { title: 'MoveStock', examples: [{ from_box_no: 1, from_loc_no: 1, to_box_no: 1, to_loc_no: 2, qty: 5 }] },
)

/** `/api/inventory`: pieces come, go and move. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { inventory, parts } = app

  app.post(
    '/inventory/parts/:part_key/stock',
    {
      config: { access: 'editor', ...NAMES_OPERATION },
      schema: {
        tags,
        summary: 'Add stock; answers the pieces that are there now',
        description: OPERATION_HEADER_NOTE,
        params: PartParams,
        body: AddStock,
        response: { 201: PartStockSchema },
      },
    },
    async (request, reply) => {
      const { params, body } = request
      const place = { boxNo: body.box_no, locNo: body.loc_no }
      const added = await runOperation(request, reply, { reason: 'add', note: body.note }, (operation) =>
        inventory.add(params.part_key, place, body.qty, { operation }),
      )
      return reply.code(201).send(added)
    },
  )

  app.delete(
    '/inventory/parts/:part_key/stock',
    {
      config: { access: 'editor', ...NAMES_OPERATION },
      // An unknown part rules over a wrong body here.
      attachValidation: true,
      schema: {
        tags,
        summary: 'Remove stock',
        description: OPERATION_HEADER_NOTE,
        params: PartParams,
        body: RemoveStock,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      const { params, body, validationError } = request
      if (validationError?.validationContext === 'body') await parts.identify(params.part_key)
      if (validationError) throw validationError
      const place = { boxNo: body.box_no, locNo: body.loc_no }
      await runOperation(request, reply, { reason: 'remove', note: body.note }, (operation) =>
        inventory.remove(params.part_key, place, body.qty, { operation }),
      )
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/inventory/parts/:part_key/move',
    {
      config: { access: 'editor', ...NAMES_OPERATION },
      schema: {
        tags,
        summary: 'Move stock to another location',
        description: OPERATION_HEADER_NOTE,
        params: PartParams,
        body: MoveStock,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      const { params, body } = request
      const from = { boxNo: body.from_box_no, locNo: body.from_loc_no }
      const to = { boxNo: body.to_box_no, locNo: body.to_loc_no }
      await runOperation(request, reply, { reason: 'move', note: body.note }, (operation) =>
        inventory.move(params.part_key, { from, to, qty: body.qty }, { operation }),
      )
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/inventory/suggestions/:type_id',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'Suggest a free location',
        params: TypeParams,
        response: { 200: LocationSuggestionSchema },
      },
    },
    async ({ params }) => inventory.suggestLocation(params.type_id),
  )

  app.get(
    '/inventory/free-slots',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'Free locations for a part',
        description: 'One of a box: next to where the part lies, then among parts of its type, then anywhere.',
        querystring: Type.Object({
          part_key: Type.String({ maxLength: 4 }),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, default: 4 })),
        }),
        response: { 200: Type.Array(FreeSlotSchema) },
      },
    },
    async ({ query }) => inventory.freeSlots(query.part_key, query.limit ?? 4),
  )
}

export default routes
