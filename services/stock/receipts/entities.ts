import { defineEntity, p } from '@mikro-orm/core'
import { TextArray } from '../../catalogue/parts/text-array.ts'
import { Seller } from '../../catalogue/sellers/entities.ts'
import { createdAt, identity } from '../../entity-columns.ts'

/**
 * Where the pieces of one row of the ledger came from, and what they cost. It has no foreign key to that row, which may
 * move to another table, nor to the import that wrote it, which belongs to a higher wing.
 */
export const Receipt = defineEntity({
  name: 'Receipt',
  tableName: 'receipts',
  properties: {
    id: identity(),
    historyId: p.integer().unique('uq_receipts_history'),
    sellerId: () =>
      p
        .manyToOne(Seller)
        .mapToPk()
        .fieldName('seller_id')
        .nullable()
        .deleteRule('set null')
        .foreignKeyName('fk_receipts_seller'),
    orderNumber: p.string().length(100).nullable(),
    /** Other numbers by which the bag names its order, in capitals. */
    otherNumbers: p.type(TextArray).nullable(),
    orderLine: p.integer().nullable(),
    /** Numbers of the seller and the maker for the part, on the bag or in the file: their letters and digits alone. */
    partNumbers: p.type(TextArray).nullable(),
    orderedOn: p.date().nullable(),
    unitPrice: p.decimal('string').precision(16).scale(6).nullable(),
    currency: p.character().length(3).nullable(),
    importId: p.integer().nullable(),
    createdAt: createdAt(),
  },
  indexes: [
    {
      name: 'ix_receipts_order',
      expression: 'create index ix_receipts_order on receipts (folded_order_number(order_number), seller_id)',
    },
    { name: 'ix_receipts_seller', properties: ['sellerId'] },
    { name: 'ix_receipts_import', properties: ['importId'], where: 'import_id is not null' },
    {
      name: 'ix_receipts_without_order',
      properties: ['sellerId', 'createdAt'],
      where: 'order_number is null',
    },
    {
      name: 'ix_receipts_other_numbers',
      expression:
        'create index ix_receipts_other_numbers on receipts using gin (folded_order_numbers(other_numbers)) where other_numbers is not null',
    },
  ],
  checks: [
    { name: 'ck_receipts_unit_price', expression: 'unit_price >= 0' },
    { name: 'ck_receipts_currency', expression: "currency ~ '^[A-Z]{3}$'" },
    { name: 'ck_receipts_priced', expression: '(unit_price is null) = (currency is null)' },
  ],
})
