import { Type } from 'typebox'
import { ShortDescription } from '../../catalogue/parts/short-description.ts'
import { Nullable, OneOf, Timestamp } from '../../schema-types.ts'

const PickListStatusSchema = OneOf(['open', 'completed'], { title: 'PickListStatus' })
const PickListLineStatusSchema = OneOf(['open', 'completed'], { title: 'PickListLineStatus' })

const summary = {
  id: Type.Integer(),
  kit_id: Type.Integer(),
  requested_units: Type.Integer(),
  status: PickListStatusSchema,
  created_at: Timestamp,
  updated_at: Timestamp,
  completed_at: Nullable(Timestamp),
  line_count: Type.Integer(),
  open_line_count: Type.Integer(),
  completed_line_count: Type.Integer(),
  total_quantity_to_pick: Type.Integer(),
  picked_quantity: Type.Integer({ description: 'Pieces of the completed lines' }),
  remaining_quantity: Type.Integer({ description: 'Pieces of the open lines' }),
  is_archived_ui: Type.Boolean({ description: 'Whether the list is completed' }),
}

export const PickListSummarySchema = Type.Object(summary, { title: 'PickListSummary' })
export type PickListSummary = Type.Static<typeof PickListSummarySchema>

const PickListLineContentSchema = Type.Object(
  {
    id: Type.Integer(),
    part_id: Type.Integer(),
    part_key: Type.String(),
    part_description: Nullable(ShortDescription()),
    cover_url: Nullable(Type.String()),
  },
  { title: 'PickListLineContent' },
)

const PickListLineLocationSchema = Type.Object(
  { id: Type.Integer(), box_no: Type.Integer(), loc_no: Type.Integer(), box_description: Type.String() },
  { title: 'PickListLineLocation' },
)

const PickListLineSchema = Type.Object(
  {
    id: Type.Integer(),
    status: PickListLineStatusSchema,
    quantity_to_pick: Type.Integer(),
    inventory_change_id: Nullable(Type.Integer({ description: 'The history row that records the pick' })),
    picked_at: Nullable(Timestamp),
    kit_content: PickListLineContentSchema,
    location: PickListLineLocationSchema,
  },
  { title: 'PickListLine' },
)
export type PickListLine = Type.Static<typeof PickListLineSchema>

export const PickListDetailSchema = Type.Object(
  { ...summary, kit_name: Type.String(), lines: Type.Array(PickListLineSchema) },
  { title: 'PickListDetail' },
)
export type PickListDetail = Type.Static<typeof PickListDetailSchema>

const PartShortfallSchema = Type.Object(
  {
    part_key: Type.String(),
    required_quantity: Type.Integer(),
    usable_quantity: Type.Integer({ description: 'Pieces left after what is reserved and what open lines hold' }),
    shortfall_amount: Type.Integer(),
  },
  { title: 'PartShortfall' },
)
export type PartShortfall = Type.Static<typeof PartShortfallSchema>

export const PickListPreviewSchema = Type.Object(
  { parts_with_shortfall: Type.Array(PartShortfallSchema) },
  { title: 'PickListPreview' },
)

export const PickListMembershipsSchema = Type.Object(
  {
    memberships: Type.Array(
      Type.Object(
        { kit_id: Type.Integer(), pick_lists: Type.Array(PickListSummarySchema) },
        { title: 'KitPickListMembershipsItem' },
      ),
    ),
  },
  { title: 'KitPickListMemberships' },
)
