import { Type } from 'typebox'
import { partFields } from '../../catalogue/parts/schemas.ts'
import { PartKitUsageSchema } from '../../kits/kits/schemas.ts'
import { Nullable } from '../../schema-types.ts'
import { ListMembershipSchema } from '../../shopping/shopping-lists/schemas.ts'
import { StockSlotSchema } from '../../stock/inventory/schemas.ts'

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
