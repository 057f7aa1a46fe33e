import { Type } from 'typebox'
import { KitStatusSchema } from '../../kits/kits/schemas.ts'
import { Nullable, Timestamp } from '../../schema-types.ts'
import { ShoppingListSchema } from '../shopping-lists/schemas.ts'
import { KitLinkSchema } from './link-schemas.ts'

/** A kit whose needs were pushed to a list, as the list shows it. */
export const KitChipSchema = Type.Object(
  {
    id: Type.Integer({ description: 'The id of the link' }),
    kit_id: Type.Integer(),
    kit_name: Type.String(),
    kit_status: KitStatusSchema,
    requested_units: Type.Integer(),
    honor_reserved: Type.Boolean(),
    snapshot_kit_updated_at: Timestamp,
    is_stale: Type.Boolean(),
    created_at: Timestamp,
    updated_at: Timestamp,
  },
  { title: 'KitChip' },
)
export type KitChip = Type.Static<typeof KitChipSchema>

export const PushResultSchema = Type.Object(
  {
    link: Nullable(KitLinkSchema),
    shopping_list: Nullable(ShoppingListSchema),
    created_new_list: Type.Boolean(),
    lines_modified: Type.Integer(),
    total_needed_quantity: Type.Integer(),
    noop: Type.Boolean(),
  },
  { title: 'PushResult' },
)
export type PushResult = Type.Static<typeof PushResultSchema>
