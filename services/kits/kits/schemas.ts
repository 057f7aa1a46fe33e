import { Type } from 'typebox'
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
