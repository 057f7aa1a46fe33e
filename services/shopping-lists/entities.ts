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
    note: p.text().nullable(),
  },
})
