import { defineEntity, p } from '@mikro-orm/core'

/** What is needed of one part, from whom, and how far its purchase has come. */
export const ShoppingListLine = defineEntity({
  name: 'ShoppingListLine',
  tableName: 'shopping_list_lines',
  properties: {
    id: p.integer().primary(),
    shoppingListId: p.integer(),
    partId: p.integer(),
    sellerId: p.integer().nullable(),
    needed: p.integer(),
    ordered: p.integer(),
    status: p.string(),
    note: p.text().nullable(),
    completionNote: p.text().nullable(),
  },
})

/** What is to be bought: lines, in columns by seller. */
export const ShoppingList = defineEntity({
  name: 'ShoppingList',
  tableName: 'shopping_lists',
  properties: {
    id: p.integer().primary(),
    name: p.string().length(255),
    description: p.text().nullable(),
  },
})

/** The lines of a list that one seller is to deliver, with a note for the order. */
export const SellerGroupRow = defineEntity({
  name: 'SellerGroupRow',
  tableName: 'shopping_list_sellers',
  properties: {
    id: p.integer().primary(),
    shoppingListId: p.integer(),
    sellerId: p.integer(),
    note: p.text().nullable(),
  },
})
