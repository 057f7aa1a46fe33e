import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Int32, Nullable } from '../../../services/schema-types.ts'
import {
  CountedStockSchema,
  CountingReportSchema,
  CountingRoundSchema,
  CountingRoundStepSchema,
  CountingRoundSummarySchema,
} from '../../../services/stock/counting/schemas.ts'
import { OperationNote } from '../../../services/stock/operations/schemas.ts'
import { NoContent } from '../../no-content.ts'
import { NAMES_OPERATION, OPERATION_HEADER_NOTE, runOperation } from '../../run-operation.ts'

const tags = ['Counting']
const PartParams = Type.Object({ part_key: Type.String() })
const BoxParams = Type.Object({ box_no: Type.Integer() })
const RoundParams = Type.Object({ box_no: Type.Integer(), count_id: Type.Integer() })

const RoundsQuery = Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 10 })) })

const Place = Int32({ minimum: 1 })
const Counted = Int32({ minimum: 0, description: 'Pieces that are there' })
const Expected = Type.Optional(
  Nullable(
    Int32({ minimum: 0, description: 'Pieces that should be there; when others are known, the count is refused' }),
  ),
)
const StockCount = Type.Object(
  { box_no: Place, loc_no: Place, counted_qty: Counted, expected_qty: Expected, note: OperationNote },
  {
    title: 'StockCount',
    additionalProperties: false,
    examples: [{ box_no: 1, loc_no: 1, counted_qty: 97, expected_qty: 100 }],
  },
)
const RoundCount = Type.Object(
  {
    part_key: Type.String({ minLength: 1 }),
    loc_no: Place,
    counted_qty: Counted,
    expected_qty: Expected,
    note: OperationNote,
  },
  { title: 'RoundCount', additionalProperties: false, examples: [{ part_key: 'ABCD', loc_no: 1, counted_qty: 97 }] },
)

/** Counting: a pile becomes what was counted, alone or in a round through a box. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { counting, countingRounds } = app

  app.post(
    '/inventory/parts/:part_key/count',
    {
      config: { access: 'editor', ...NAMES_OPERATION },
      schema: {
        tags,
        summary: 'Make a pile what was counted',
        description: OPERATION_HEADER_NOTE,
        params: PartParams,
        body: StockCount,
        response: { 200: CountedStockSchema },
      },
    },
    async (request, reply) => {
      const { params, body } = request
      const place = { boxNo: body.box_no, locNo: body.loc_no }
      const count = { countedQty: body.counted_qty, expectedQty: body.expected_qty }
      return runOperation(request, reply, { reason: 'count', note: body.note }, (operation) =>
        counting.count(params.part_key, place, count, operation),
      )
    },
  )

  app.post(
    '/boxes/:box_no/counts',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Begin a counting round of a box',
        params: BoxParams,
        response: { 201: CountingRoundSchema },
      },
    },
    async ({ params }, reply) => reply.code(201).send(await countingRounds.begin(params.box_no)),
  )

  app.get(
    '/boxes/:box_no/counts',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'The latest counting rounds of a box; only the first can be open',
        params: BoxParams,
        querystring: RoundsQuery,
        response: { 200: Type.Array(CountingRoundSummarySchema) },
      },
    },
    async ({ params, query: { limit = 10 } }) => countingRounds.list(params.box_no, limit),
  )

  app.get(
    '/boxes/:box_no/counts/:count_id',
    {
      config: { access: 'reader' },
      schema: { tags, summary: 'Read a counting round', params: RoundParams, response: { 200: CountingRoundSchema } },
    },
    async ({ params }) => countingRounds.get(params.box_no, params.count_id),
  )

  app.delete(
    '/boxes/:box_no/counts/:count_id',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Drop a counting round; what was counted stays',
        params: RoundParams,
        response: { 204: NoContent },
      },
    },
    async ({ params }, reply) => {
      await countingRounds.delete(params.box_no, params.count_id)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/boxes/:box_no/counts/:count_id/lines',
    {
      config: { access: 'editor', ...NAMES_OPERATION },
      schema: {
        tags,
        summary: 'Count a pile of a round',
        description: OPERATION_HEADER_NOTE,
        params: RoundParams,
        body: RoundCount,
        response: { 200: CountingRoundStepSchema },
      },
    },
    async (request, reply) => {
      const { params, body } = request
      const line = {
        partKey: body.part_key,
        locNo: body.loc_no,
        countedQty: body.counted_qty,
        expectedQty: body.expected_qty,
      }
      const why = { reason: 'count', note: body.note, source: `count ${params.count_id}` } as const
      return runOperation(request, reply, why, (operation) =>
        countingRounds.count(params.box_no, params.count_id, line, operation),
      )
    },
  )

  app.post(
    '/boxes/:box_no/counts/:count_id/finish',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Finish a counting round; answers what it has found',
        params: RoundParams,
        response: { 200: CountingReportSchema },
      },
    },
    async ({ params }) => countingRounds.finish(params.box_no, params.count_id),
  )
}

export default routes
