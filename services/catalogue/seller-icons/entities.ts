import { defineEntity, p } from '@mikro-orm/core'
import { Seller } from '../sellers/entities.ts'

/** The icon of a seller's website, or that none was found. */
export const SellerIcon = defineEntity({
  name: 'SellerIcon',
  tableName: 'seller_icons',
  properties: {
    sellerId: () =>
      p
        .oneToOne(Seller)
        .mapToPk()
        .primary()
        .fieldName('seller_id')
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_seller_icons_seller'),
    /** The website at which it was looked for: another one has another icon. */
    website: p.string().length(500),
    /** A PNG. */
    picture: p.blob().nullable(),
    lookedAt: p.datetime().defaultRaw('now()'),
  },
})
