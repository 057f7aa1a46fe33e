import { Type } from 'typebox'
import { Nullable, Timestamp } from '../../schema-types.ts'

export const SellerLinkSchema = Type.Object(
  {
    id: Type.Integer(),
    seller_id: Type.Integer(),
    seller_name: Type.String(),
    seller_website: Type.String(),
    link: Type.String({ description: "The part on the seller's website" }),
    seller_part_number: Nullable(
      Type.String({ description: 'What the seller calls the part; the oldest of its seller numbers' }),
    ),
    logo_url: Type.String(),
    created_at: Timestamp,
  },
  { title: 'SellerLink' },
)

export type SellerLinkDto = Type.Static<typeof SellerLinkSchema>
