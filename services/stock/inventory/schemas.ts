import { Type } from 'typebox'
import { Nullable, Timestamp } from '../../schema-types.ts'
import { whyFields } from '../operations/schemas.ts'

/** Pieces of a part in one location. */
export const PartStockSchema = Type.Object(
  {
    key: Type.String(),
    box_no: Type.Integer(),
    loc_no: Type.Integer(),
    qty: Type.Integer(),
    counted_at: Type.Optional(
      Nullable(Type.String({ format: 'date-time', description: 'When it was last counted; where a part is listed' })),
    ),
  },
  { title: 'PartStock' },
)
export type PartStock = Type.Static<typeof PartStockSchema>

/** Where pieces of a part lie. */
export const StockSlotSchema = Type.Object(
  { box_no: Type.Integer(), loc_no: Type.Integer(), qty: Type.Integer() },
  { title: 'StockSlot' },
)
export type StockSlot = Type.Static<typeof StockSlotSchema>

export const LocationSuggestionSchema = Type.Object(
  { box_no: Type.Integer(), loc_no: Type.Integer() },
  { title: 'LocationSuggestion' },
)
export type LocationSuggestion = Type.Static<typeof LocationSuggestionSchema>

export const FreeSlotSchema = Type.Object(
  {
    box_no: Type.Integer(),
    loc_no: Type.Integer(),
    box_description: Type.String(),
    pieces: Type.Integer({ minimum: 0, description: 'Pieces of the part that the box holds' }),
    parts_alike: Type.Integer({ minimum: 0, description: 'Other parts of the same type that the box holds' }),
  },
  { title: 'FreeSlot' },
)
export type FreeSlot = Type.Static<typeof FreeSlotSchema>

export const HistoryEntrySchema = Type.Object(
  {
    id: Type.Integer(),
    delta_qty: Type.Integer({ description: 'Pieces added, or taken when negative' }),
    location_reference: Nullable(Type.String({ description: 'Box and location, as "3-14"' })),
    timestamp: Timestamp,
    ...whyFields,
  },
  { title: 'HistoryEntry' },
)
export type HistoryEntry = Type.Static<typeof HistoryEntrySchema>
