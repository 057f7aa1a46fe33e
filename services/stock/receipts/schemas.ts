import { Type } from 'typebox'
import { Nullable, Timestamp } from '../../schema-types.ts'

export const ReceiptSchema = Type.Object(
  {
    id: Type.Integer(),
    received_at: Timestamp,
    seller_id: Nullable(Type.Integer()),
    seller: Nullable(Type.String({ description: 'The name of the seller' })),
    order_number: Nullable(Type.String()),
    order_line: Nullable(Type.Integer()),
    ordered_on: Nullable(Type.String({ format: 'date' })),
    qty: Type.Integer({ description: 'Pieces that came' }),
    unit_price: Nullable(Type.String({ description: 'A decimal number, such as "0.0316"' })),
    currency: Nullable(Type.String({ description: 'ISO 4217, such as EUR' })),
    date_code: Nullable(Type.String()),
    lot: Nullable(Type.String()),
    location_reference: Nullable(Type.String({ description: 'Box and location, as "3-14"' })),
    import_id: Nullable(Type.Integer({ description: 'The import that booked it' })),
  },
  { title: 'Receipt' },
)

export type ReceiptDto = Type.Static<typeof ReceiptSchema>
