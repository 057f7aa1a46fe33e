import { defineEntity, p } from '@mikro-orm/core'
import { createdAt, identity, updatedAt } from '../../entity-columns.ts'
import { Kit } from '../../kits/kits/entities.ts'
import { ShoppingList } from '../shopping-lists/entities.ts'

/** A kit whose needs were pushed to a shopping list, and what the kit was like then. */
export const KitShoppingListLink = defineEntity({
  name: 'KitShoppingListLink',
  tableName: 'kit_shopping_list_links',
  properties: {
    id: identity(),
    kitId: () =>
      p
        .manyToOne(Kit)
        .mapToPk()
        .fieldName('kit_id')
        .deleteRule('cascade')
        .foreignKeyName('fk_kit_shopping_list_links_kit'),
    shoppingListId: () =>
      p
        .manyToOne(ShoppingList)
        .mapToPk()
        .fieldName('shopping_list_id')
        .deleteRule('cascade')
        .foreignKeyName('fk_kit_shopping_list_links_list')
        .index('ix_kit_shopping_list_links_list'),
    requestedUnits: p.integer(),
    honorReserved: p.boolean().default(false),
    snapshotKitUpdatedAt: p.datetime(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    snapshotKitVersion: p.bigint('number').defaultRaw('0'),
  },
  uniques: [{ name: 'uq_kit_shopping_list_link', properties: ['kitId', 'shoppingListId'] }],
  checks: [{ name: 'ck_kit_shopping_list_links_requested_units', expression: 'requested_units >= 1' }],
})
