import { Type } from 'typebox'
import { PartBriefSchema } from '../../catalogue/parts/part-brief.ts'
import { Nullable, OneOf, Timestamp } from '../../schema-types.ts'

export const KitStatusSchema = OneOf(['active', 'archived'], { title: 'KitStatus' })

const usage = {
  kit_id: Type.Integer(),
  kit_name: Type.String(),
  status: KitStatusSchema,
  build_target: Type.Integer(),
  required_per_unit: Type.Integer(),
  reserved_quantity: Type.Integer({ description: 'required_per_unit × build_target' }),
  updated_at: Timestamp,
}

/** A kit that uses a part, as the part shows it. */
export const PartKitUsageSchema = Type.Object(usage, { title: 'PartKitUsage' })
export type PartKitUsage = Type.Static<typeof PartKitUsageSchema>

/** The same, as a reservation of the part's stock. */
export const KitReservationSchema = Type.Object(usage, { title: 'KitReservation' })

export const PartKitReservationsSchema = Type.Object(
  {
    part_id: Type.Integer(),
    part_key: Type.String(),
    part_description: Nullable(Type.String()),
    total_reserved: Type.Integer(),
    active_reservations: Type.Array(KitReservationSchema),
  },
  { title: 'PartKitReservations' },
)
export type PartKitReservations = Type.Static<typeof PartKitReservationsSchema>

const summary = {
  id: Type.Integer(),
  name: Type.String(),
  description: Nullable(Type.String()),
  status: KitStatusSchema,
  build_target: Type.Integer({ description: 'Units that the stock is reserved for' }),
  archived_at: Nullable(Timestamp),
  updated_at: Timestamp,
  cover_url: Nullable(Type.String()),
  shopping_list_badge_count: Type.Integer({ description: 'Links to active shopping lists' }),
  pick_list_badge_count: Type.Integer({ description: 'Pick lists that are not completed' }),
  is_archived: Type.Boolean(),
}

export const KitSummarySchema = Type.Object(summary, { title: 'KitSummary' })
export type KitSummary = Type.Static<typeof KitSummarySchema>

export const KitBuildableSchema = Type.Object(
  {
    kit_id: Type.Integer(),
    units: Nullable(
      Type.Integer({
        description: 'Whole units that can be built now, of what other active kits leave; null without contents',
      }),
    ),
    short_parts: Type.Integer({ description: 'Parts of which there are too few for the build target' }),
  },
  { title: 'KitBuildable' },
)
export type KitBuildable = Type.Static<typeof KitBuildableSchema>

/** What every answer with a kit says of it. */
export const kitFields = { ...summary, attachment_set_id: Type.Integer(), created_at: Timestamp }

export const KitSchema = Type.Object(kitFields, { title: 'Kit' })
export type KitDto = Type.Static<typeof KitSchema>

export const KitContentSchema = Type.Object(
  {
    id: Type.Integer(),
    kit_id: Type.Integer(),
    part_id: Type.Integer(),
    required_per_unit: Type.Integer(),
    note: Nullable(Type.String()),
    version: Type.Integer({ description: 'To be sent with an update, which a newer version refuses' }),
    created_at: Timestamp,
    updated_at: Timestamp,
    part: PartBriefSchema,
    total_required: Type.Integer({ description: 'required_per_unit × build_target' }),
    in_stock: Type.Integer(),
    reserved: Type.Integer({ description: 'Pieces that other active kits reserve' }),
    available: Type.Integer(),
    shortfall: Type.Integer(),
    active_reservations: Type.Array(KitReservationSchema),
  },
  { title: 'KitContent' },
)
export type KitContentDto = Type.Static<typeof KitContentSchema>
