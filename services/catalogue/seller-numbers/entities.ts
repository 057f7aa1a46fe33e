import { defineEntity, p } from '@mikro-orm/core'
import { createdAt, identity, updatedAt } from '../../entity-columns.ts'
import { Part } from '../parts/entities.ts'
import { Seller } from '../sellers/entities.ts'

/** What a seller calls a part. A part may have many numbers at one seller, such as those of a reel and of cut tape. */
export const SellerNumber = defineEntity({
  name: 'SellerNumber',
  tableName: 'seller_parts',
  properties: {
    id: identity(),
    partId: () =>
      p.manyToOne(Part).mapToPk().fieldName('part_id').deleteRule('cascade').foreignKeyName('fk_seller_parts_part'),
    sellerId: () =>
      p
        .manyToOne(Seller)
        .mapToPk()
        .fieldName('seller_id')
        .deleteRule('restrict')
        .foreignKeyName('fk_seller_parts_seller'),
    number: p.string().length(100),
    link: p.string().length(500).nullable(),
    minQuantity: p.integer().nullable(),
    multiple: p.integer().nullable(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  indexes: [
    {
      name: 'uq_seller_parts_number',
      expression: 'create unique index uq_seller_parts_number on seller_parts (seller_id, upper(number))',
    },
    {
      name: 'ix_seller_parts_bare',
      expression: 'create index ix_seller_parts_bare on seller_parts (bare_part_number(number) collate "C")',
    },
    {
      name: 'ix_seller_parts_address',
      expression: 'create index ix_seller_parts_address on seller_parts (bare_address(link) collate "C")',
    },
    { name: 'ix_seller_parts_part', properties: ['partId', 'sellerId', 'id'] },
  ],
  checks: [
    { name: 'ck_seller_parts_number', expression: "btrim(number) <> ''" },
    { name: 'ck_seller_parts_min_quantity', expression: 'min_quantity > 0' },
    { name: 'ck_seller_parts_multiple', expression: 'multiple > 0' },
  ],
})
