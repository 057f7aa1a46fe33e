import { Type } from 'typebox'
import { Nullable, OneOf } from '../schema-types.ts'
import { SellerListItemSchema } from '../sellers/schemas.ts'

export const ShoppingListStatusSchema = OneOf(['active', 'done'], { title: 'ShoppingListStatus' })
export const ShoppingListLineStatusSchema = OneOf(['new', 'ordered', 'done'], { title: 'ShoppingListLineStatus' })

/** A line of a shopping list, as its part shows it. */
export const ListMembershipSchema = Type.Object(
  {
    shopping_list_id: Type.Integer(),
    shopping_list_name: Type.String(),
    shopping_list_status: ShoppingListStatusSchema,
    line_id: Type.Integer(),
    line_status: ShoppingListLineStatusSchema,
    needed: Type.Integer(),
    ordered: Type.Integer(),
    received: Type.Integer(),
    seller: Nullable(SellerListItemSchema),
    note: Nullable(Type.String()),
  },
  { title: 'ListMembership' },
)
export type ListMembership = Type.Static<typeof ListMembershipSchema>

const ListMembershipsItemSchema = Type.Object(
  { part_key: Type.String(), memberships: Type.Array(ListMembershipSchema) },
  { title: 'ListMembershipsItem' },
)

export const ListMembershipsSchema = Type.Object(
  { memberships: Type.Array(ListMembershipsItemSchema) },
  { title: 'ListMemberships' },
)
