import { Type } from 'typebox'
import { Nullable, Timestamp } from '../../schema-types.ts'

export const SellerNumberSchema = Type.Object(
  {
    id: Type.Integer(),
    seller_id: Type.Integer(),
    seller_name: Type.String(),
    number: Type.String({ description: 'What the seller calls the part' }),
    link: Nullable(Type.String({ description: "The number on the seller's website" })),
    min_quantity: Nullable(Type.Integer({ description: 'The fewest pieces that are sold under this number' })),
    multiple: Nullable(Type.Integer({ description: 'Pieces are sold in multiples of this' })),
    created_at: Timestamp,
    updated_at: Timestamp,
  },
  { title: 'SellerNumber' },
)

export type SellerNumberDto = Type.Static<typeof SellerNumberSchema>
