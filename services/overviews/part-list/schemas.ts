import { Type } from 'typebox'
import { partFields } from '../../catalogue/parts/schemas.ts'
import { PartKitUsageSchema } from '../../kits/kits/schemas.ts'
import { Nullable } from '../../schema-types.ts'
import { ListMembershipSchema } from '../../shopping/shopping-lists/schemas.ts'

export const StockSlotSchema = Type.Object(
  { box_no: Type.Integer(), loc_no: Type.Integer(), qty: Type.Integer() },
  { title: 'StockSlot' },
)
export type StockSlot = Type.Static<typeof StockSlotSchema>

export const PartListItemSchema = Type.Object(
  {
    ...partFields,
    locations: Nullable(Type.Array(StockSlotSchema)),
    kits: Nullable(Type.Array(PartKitUsageSchema)),
    shopping_lists: Nullable(Type.Array(ListMembershipSchema)),
  },
  { title: 'PartListItem' },
)
export type PartListItem = Type.Static<typeof PartListItemSchema>
