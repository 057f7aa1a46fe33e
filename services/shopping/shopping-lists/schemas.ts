import { Type } from 'typebox'
import { PartBriefSchema } from '../../catalogue/parts/part-brief.ts'
import { SellerListItemSchema } from '../../catalogue/sellers/schemas.ts'
import { Nullable, OneOf, Timestamp } from '../../schema-types.ts'

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

const line = {
  id: Type.Integer(),
  shopping_list_id: Type.Integer(),
  part_id: Type.Integer(),
  seller_id: Nullable(Type.Integer()),
  needed: Type.Integer(),
  ordered: Type.Integer(),
  received: Type.Integer(),
  status: ShoppingListLineStatusSchema,
  note: Nullable(Type.String()),
  created_at: Timestamp,
  updated_at: Timestamp,
  can_receive: Type.Boolean({ description: 'Whether a delivery can be booked: ordered, from a seller' }),
  completion_mismatch: Type.Boolean(),
  completion_note: Nullable(Type.String()),
  completed_at: Nullable(Timestamp),
  has_quantity_mismatch: Type.Boolean({ description: 'Whether ordered and received differ' }),
  seller_link: Nullable(Type.String()),
}

export const ShoppingListLineLightSchema = Type.Object(line, { title: 'ShoppingListLineLight' })
export type ShoppingListLineLight = Type.Static<typeof ShoppingListLineLightSchema>

export const ShoppingListLinesSchema = Type.Object(
  { lines: Type.Array(ShoppingListLineLightSchema) },
  { title: 'ShoppingListLines' },
)

const PartLocationSchema = Type.Object(
  { id: Type.Integer(), box_no: Type.Integer(), loc_no: Type.Integer(), qty: Type.Integer() },
  { title: 'PartLocation' },
)

export const ShoppingListLineSchema = Type.Object(
  {
    ...line,
    part: PartBriefSchema,
    seller: Nullable(SellerListItemSchema),
    part_locations: Type.Array(PartLocationSchema),
    is_editable: Type.Boolean({ description: 'Whether quantities can still be changed' }),
  },
  { title: 'ShoppingListLine' },
)
export type ShoppingListLineDto = Type.Static<typeof ShoppingListLineSchema>

export const ReceivedLineSchema = Type.Object(
  {
    ...ShoppingListLineSchema.properties,
    warnings: Type.Array(Type.String(), {
      description: 'What people ought to know: that the pieces may have come before, or are more than were ordered',
    }),
  },
  { title: 'ReceivedShoppingListLine' },
)
export type ReceivedLineDto = Type.Static<typeof ReceivedLineSchema>

const LineCountsSchema = Type.Object(
  { new: Type.Integer(), ordered: Type.Integer(), done: Type.Integer(), total: Type.Integer() },
  { title: 'ShoppingListLineCounts' },
)
export type LineCounts = Type.Static<typeof LineCountsSchema>

export const SellerGroupStatusSchema = OneOf(['active', 'ordered'], { title: 'SellerGroupStatus' })

export const SellerGroupSchema = Type.Object(
  {
    group_key: Type.String({ description: 'The id of the seller, or "ungrouped"' }),
    seller_id: Nullable(Type.Integer()),
    seller: Nullable(SellerListItemSchema),
    lines: Type.Array(ShoppingListLineSchema),
    totals: Type.Object(
      { needed: Type.Integer(), ordered: Type.Integer(), received: Type.Integer() },
      { title: 'SellerGroupTotals' },
    ),
    note: Type.String(),
    status: Nullable(SellerGroupStatusSchema),
    completed: Type.Boolean({ description: 'Whether there are lines and all of them are done' }),
  },
  { title: 'SellerGroup' },
)
export type SellerGroup = Type.Static<typeof SellerGroupSchema>

export const ShoppingListSchema = Type.Object(
  {
    id: Type.Integer(),
    name: Type.String(),
    description: Nullable(Type.String()),
    status: ShoppingListStatusSchema,
    created_at: Timestamp,
    updated_at: Timestamp,
    line_counts: LineCountsSchema,
    lines: Type.Array(ShoppingListLineSchema),
    seller_groups: Type.Array(SellerGroupSchema),
    has_ordered_lines: Type.Boolean(),
  },
  { title: 'ShoppingList' },
)
export type ShoppingListDto = Type.Static<typeof ShoppingListSchema>

export const ShoppingListSummarySchema = Type.Object(
  {
    id: Type.Integer(),
    name: Type.String(),
    description: Nullable(Type.String()),
    status: ShoppingListStatusSchema,
    updated_at: Timestamp,
    line_counts: LineCountsSchema,
    last_updated: Timestamp,
    has_ordered_lines: Type.Boolean(),
  },
  { title: 'ShoppingListSummary' },
)
export type ShoppingListSummary = Type.Static<typeof ShoppingListSummarySchema>
