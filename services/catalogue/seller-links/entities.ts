import { defineEntity, type InferEntity, p } from '@mikro-orm/core'

/** Where a seller offers a part; at most one link for a part and a seller. */
export const SellerLink = defineEntity({
  name: 'SellerLink',
  tableName: 'part_sellers',
  properties: {
    id: p.integer().primary(),
    partId: p.integer(),
    sellerId: p.integer(),
    link: p.string().length(500),
  },
})

export type SellerLinkRow = InferEntity<typeof SellerLink>
