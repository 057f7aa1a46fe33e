import { defineEntity, p } from '@mikro-orm/core'
import { Part } from '../../catalogue/parts/entities.ts'
import { Seller } from '../../catalogue/sellers/entities.ts'
import { createdAt, identity, updatedAt, version } from '../../entity-columns.ts'

/** A list of parts to be bought. */
export const ShoppingList = defineEntity({
  name: 'ShoppingList',
  tableName: 'shopping_lists',
  properties: {
    id: identity(),
    name: p.string().length(255).unique('uq_shopping_lists_name'),
    description: p.text().nullable(),
    status: p.string().length(16).default('active'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    version: version(),
  },
  indexes: [
    {
      name: 'ix_shopping_lists_newest',
      properties: ['updatedAt', 'id'],
      columns: [
        { name: 'updatedAt', sort: 'DESC' },
        { name: 'id', sort: 'DESC' },
      ],
    },
  ],
  checks: [
    { name: 'ck_shopping_lists_status_valid', expression: "status in ('active', 'done')" },
    { name: 'ck_shopping_lists_description_length', expression: 'char_length(description) <= 50000' },
  ],
})

/** How many pieces of one part are needed, ordered and received, and from which seller. */
export const ShoppingListLine = defineEntity({
  name: 'ShoppingListLine',
  tableName: 'shopping_list_lines',
  properties: {
    id: identity(),
    shoppingListId: () =>
      p
        .manyToOne(ShoppingList)
        .mapToPk()
        .fieldName('shopping_list_id')
        .deleteRule('cascade')
        .foreignKeyName('fk_shopping_list_lines_list'),
    partId: () =>
      p
        .manyToOne(Part)
        .mapToPk()
        .fieldName('part_id')
        .deleteRule('cascade')
        .foreignKeyName('fk_shopping_list_lines_part')
        .index('ix_shopping_list_lines_part'),
    sellerId: () =>
      p
        .manyToOne(Seller)
        .mapToPk()
        .fieldName('seller_id')
        .nullable()
        .deleteRule('set null')
        .foreignKeyName('fk_shopping_list_lines_seller')
        .index('ix_shopping_list_lines_seller'),
    needed: p.integer(),
    ordered: p.integer().default(0),
    received: p.integer().default(0),
    note: p.text().nullable(),
    status: p.string().length(16).default('new'),
    completedAt: p.datetime().nullable(),
    completionMismatch: p.boolean().default(false),
    completionNote: p.text().nullable(),
    /** Of the order that has put the line on the list. */
    orderNumber: p.string().length(100).nullable(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    version: version(),
  },
  indexes: [
    { name: 'ix_shopping_list_lines_list_seller', properties: ['shoppingListId', 'sellerId'] },
    { name: 'ix_shopping_list_lines_list_status', properties: ['shoppingListId', 'status'] },
  ],
  uniques: [{ name: 'uq_shopping_list_lines_list_part', properties: ['shoppingListId', 'partId'] }],
  checks: [
    { name: 'ck_shopping_list_lines_needed_positive', expression: 'needed >= 1' },
    { name: 'ck_shopping_list_lines_status_valid', expression: "status in ('new', 'ordered', 'done')" },
    { name: 'ck_shopping_list_lines_non_negative_progress', expression: 'ordered >= 0 and received >= 0' },
  ],
})

/** The lines of a list that one seller is to deliver, with a note for the order. */
export const SellerGroupRow = defineEntity({
  name: 'SellerGroupRow',
  tableName: 'shopping_list_sellers',
  properties: {
    id: identity(),
    shoppingListId: () =>
      p
        .manyToOne(ShoppingList)
        .mapToPk()
        .fieldName('shopping_list_id')
        .deleteRule('cascade')
        .foreignKeyName('fk_shopping_list_sellers_list'),
    sellerId: () =>
      p
        .manyToOne(Seller)
        .mapToPk()
        .fieldName('seller_id')
        .deleteRule('cascade')
        .foreignKeyName('fk_shopping_list_sellers_seller')
        .index('ix_shopping_list_sellers_seller'),
    note: p.text().nullable(),
    status: p.string().length(50).default('active'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  uniques: [{ name: 'uq_shopping_list_sellers_list_seller', properties: ['shoppingListId', 'sellerId'] }],
  checks: [{ name: 'ck_shopping_list_sellers_status_valid', expression: "status in ('active', 'ordered')" }],
})
