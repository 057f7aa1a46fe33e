import { Type } from 'typebox'
import { Nullable } from '../../schema-types.ts'

/** A number under which the seller of a line sells its part. */
const OfferedNumberSchema = Type.Object(
  {
    number: Type.String(),
    min_quantity: Nullable(Type.Integer({ description: 'The fewest pieces that are sold' })),
    multiple: Nullable(Type.Integer({ description: 'Pieces are sold in multiples of this' })),
  },
  { title: 'LineOfferedNumber' },
)

const LastPriceSchema = Type.Object(
  {
    unit_price: Type.String({ description: 'A decimal number, such as "0.0316"' }),
    currency: Type.String({ description: 'ISO 4217, such as EUR' }),
    seller: Nullable(Type.String({ description: 'To whom it was paid' })),
    received_at: Type.String({ format: 'date-time', description: 'When the pieces came' }),
  },
  { title: 'LastPrice' },
)

export const LineOfferSchema = Type.Object(
  {
    line_id: Type.Integer(),
    numbers: Type.Array(OfferedNumberSchema, { description: 'What the seller of the line calls its part' }),
    last_price: Nullable(LastPriceSchema),
  },
  { title: 'LineOffer' },
)
export type LineOffer = Type.Static<typeof LineOfferSchema>
