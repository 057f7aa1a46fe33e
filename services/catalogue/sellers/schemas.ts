import { Type } from 'typebox'
import { Timestamp } from '../../schema-types.ts'

const seller = {
  id: Type.Integer(),
  name: Type.String(),
  website: Type.String(),
  logo_url: Type.String({ description: 'The stored logo, else an icon' }),
}

export const SellerListItemSchema = Type.Object(seller, { title: 'SellerListItem' })
export type SellerListItem = Type.Static<typeof SellerListItemSchema>

export const SellerSchema = Type.Object(
  { ...seller, created_at: Timestamp, updated_at: Timestamp },
  { title: 'Seller' },
)
export type SellerDto = Type.Static<typeof SellerSchema>
