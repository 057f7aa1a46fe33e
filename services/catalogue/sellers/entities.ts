import { defineEntity, type InferEntity, p } from '@mikro-orm/core'

/** Someone who sells parts. */
export const Seller = defineEntity({
  name: 'Seller',
  tableName: 'sellers',
  properties: {
    id: p.integer().primary(),
    name: p.string().length(255),
    website: p.string().length(500),
  },
})

export type SellerRow = InferEntity<typeof Seller>
