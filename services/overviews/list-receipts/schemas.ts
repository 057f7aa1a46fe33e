import { Type } from 'typebox'
import { Nullable, Timestamp } from '../../schema-types.ts'

const ReceivedPlaceSchema = Type.Object(
  {
    box_no: Type.Integer(),
    loc_no: Type.Integer(),
    qty: Type.Integer({ description: 'Pieces that were put there' }),
  },
  { title: 'ListReceiptPlace' },
)

export const ListReceiptSchema = Type.Object(
  {
    operation_id: Type.String({ format: 'uuid' }),
    received_at: Timestamp,
    actor_name: Nullable(Type.String({ description: 'Who booked it' })),
    import_id: Nullable(Type.Integer({ description: 'The import that booked it' })),
    line_id: Type.Integer({ description: 'The line of the list; it may be deleted meanwhile' }),
    part_key: Nullable(Type.String({ description: 'The part, which may be deleted meanwhile' })),
    qty: Type.Integer({ description: 'Pieces that came' }),
    places: Type.Array(ReceivedPlaceSchema, { description: 'Where they were put' }),
    seller: Nullable(Type.String({ description: 'The name of the seller' })),
    order_number: Nullable(Type.String()),
    unit_price: Nullable(Type.String({ description: 'A decimal number, such as "0.0316"' })),
    currency: Nullable(Type.String({ description: 'ISO 4217, such as EUR' })),
  },
  { title: 'ListReceipt' },
)

export type ListReceipt = Type.Static<typeof ListReceiptSchema>
