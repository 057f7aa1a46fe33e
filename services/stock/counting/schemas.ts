import { Type } from 'typebox'
import { Nullable, Timestamp } from '../../schema-types.ts'
import { PartStockSchema } from '../inventory/schemas.ts'

export const CountedStockSchema = Type.Object(
  {
    ...PartStockSchema.properties,
    counted_at: Timestamp,
    operation_id: Type.String({ format: 'uuid' }),
    difference: Type.Integer({ description: 'Pieces more than there should be, or fewer when negative' }),
  },
  { title: 'CountedStock' },
)
export type CountedStock = Type.Static<typeof CountedStockSchema>

const RoundLineSchema = Type.Object(
  {
    part_key: Type.String(),
    loc_no: Type.Integer(),
    counted_qty: Nullable(Type.Integer({ description: 'Pieces that were counted; null until then' })),
    difference: Nullable(
      Type.Integer({
        description: 'Pieces more than there should be, or fewer when negative; null until it is counted',
      }),
    ),
    deleted_at: Nullable(
      Type.String({ format: 'date-time', description: 'When the part was deleted; null while it is there' }),
    ),
  },
  { title: 'CountingRoundLine' },
)
export type RoundLine = Type.Static<typeof RoundLineSchema>

export const CountingReportSchema = Type.Object(
  {
    counted: Type.Integer({ description: 'Piles that were counted' }),
    difference_pieces: Type.Integer({ description: 'Sum of the differences' }),
    missing: Type.Integer({ description: 'Pieces that were short' }),
    found: Type.Integer({ description: 'Pieces that were over' }),
    not_counted: Type.Array(
      Type.Object({ part_key: Type.String(), loc_no: Type.Integer() }, { title: 'UncountedPile' }),
    ),
  },
  { title: 'CountingReport' },
)
export type CountingReport = Type.Static<typeof CountingReportSchema>

const summary = {
  id: Type.Integer(),
  box_no: Type.Integer(),
  started_at: Timestamp,
  finished_at: Nullable(Timestamp),
  report: Nullable(CountingReportSchema),
}

export const CountingRoundSummarySchema = Type.Object(summary, { title: 'CountingRoundSummary' })
export type CountingRoundSummary = Type.Static<typeof CountingRoundSummarySchema>

const round = {
  ...summary,
  lines: Type.Array(RoundLineSchema, { description: 'The piles of the box, in the order of its locations' }),
}

export const CountingRoundSchema = Type.Object(round, { title: 'CountingRound' })
export type CountingRoundDto = Type.Static<typeof CountingRoundSchema>

/** A round after one more pile was counted. */
export const CountingRoundStepSchema = Type.Object(
  { ...round, counted: CountedStockSchema },
  { title: 'CountingRoundStep' },
)
export type CountingRoundStep = Type.Static<typeof CountingRoundStepSchema>
