import { defineEntity, p } from '@mikro-orm/core'
import { createdAt, identity } from '../../entity-columns.ts'
import { Part } from '../parts/entities.ts'
import { Seller } from '../sellers/entities.ts'

/** Where a seller offers a part; at most one link for a part and a seller. */
export const SellerLink = defineEntity({
  name: 'SellerLink',
  tableName: 'part_sellers',
  properties: {
    id: identity(),
    partId: () =>
      p.manyToOne(Part).mapToPk().fieldName('part_id').deleteRule('cascade').foreignKeyName('fk_part_sellers_part'),
    sellerId: () =>
      p
        .manyToOne(Seller)
        .mapToPk()
        .fieldName('seller_id')
        .deleteRule('cascade')
        .foreignKeyName('fk_part_sellers_seller')
        .index('ix_part_sellers_seller'),
    link: p.string().length(500),
    createdAt: createdAt(),
  },
  indexes: [
    {
      name: 'ix_part_sellers_address',
      expression: 'create index ix_part_sellers_address on part_sellers (bare_address(link) collate "C")',
    },
    {
      name: 'ix_part_sellers_long_number',
      expression:
        'create index ix_part_sellers_long_number on part_sellers (long_number(link) collate "C") where long_number(link) is not null',
    },
  ],
  uniques: [{ name: 'uq_part_sellers_part_seller', properties: ['partId', 'sellerId'] }],
})
