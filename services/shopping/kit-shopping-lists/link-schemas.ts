import { Type } from 'typebox'
import { Timestamp } from '../../schema-types.ts'
import { ShoppingListStatusSchema } from '../shopping-lists/schemas.ts'

/** A shopping list that a kit's needs were pushed to, as the kit shows it. */
export const KitLinkSchema = Type.Object(
  {
    id: Type.Integer(),
    shopping_list_id: Type.Integer(),
    shopping_list_name: Type.String(),
    status: ShoppingListStatusSchema,
    requested_units: Type.Integer(),
    honor_reserved: Type.Boolean(),
    snapshot_kit_updated_at: Timestamp,
    is_stale: Type.Boolean({ description: 'Whether the kit has changed since the latest push' }),
    created_at: Timestamp,
    updated_at: Timestamp,
  },
  { title: 'KitLink' },
)
export type KitLink = Type.Static<typeof KitLinkSchema>

export const ShoppingListMembershipsSchema = Type.Object(
  {
    memberships: Type.Array(
      Type.Object(
        { kit_id: Type.Integer(), memberships: Type.Array(KitLinkSchema) },
        { title: 'KitShoppingListMembershipsItem' },
      ),
    ),
  },
  { title: 'KitShoppingListMemberships' },
)
