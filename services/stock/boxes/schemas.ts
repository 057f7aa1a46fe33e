import { Type } from 'typebox'
import { ShortDescription } from '../../catalogue/parts/short-description.ts'
import { Nullable, Timestamp } from '../../schema-types.ts'

const box = { box_no: Type.Integer(), description: Type.String(), capacity: Type.Integer() }
const moments = { created_at: Timestamp, updated_at: Timestamp }
const usage = {
  total_locations: Type.Integer(),
  occupied_locations: Type.Integer({ description: 'Locations that hold at least one part' }),
  available_locations: Type.Integer(),
  usage_percentage: Type.Number({ description: 'Occupied share of all locations, 0 to 100, two decimals' }),
}
const address = { box_no: Type.Integer(), loc_no: Type.Integer() }

export const LocationSchema = Type.Object(address, { title: 'Location' })
export type LocationDto = Type.Static<typeof LocationSchema>

export const BoxSchema = Type.Object({ ...box, ...moments, locations: Type.Array(LocationSchema) }, { title: 'Box' })
export type BoxDto = Type.Static<typeof BoxSchema>

export const BoxListItemSchema = Type.Object(box, { title: 'BoxListItem' })
export type BoxListItem = Type.Static<typeof BoxListItemSchema>

export const BoxWithUsageSchema = Type.Object({ ...box, ...moments, ...usage }, { title: 'BoxWithUsage' })
export type BoxWithUsage = Type.Static<typeof BoxWithUsageSchema>

export const BoxUsageSchema = Type.Object({ box_no: Type.Integer(), ...usage }, { title: 'BoxUsage' })
export type BoxUsage = Type.Static<typeof BoxUsageSchema>

const PartAssignmentSchema = Type.Object(
  {
    key: Type.String(),
    qty: Type.Integer(),
    manufacturer_code: Nullable(Type.String()),
    description: ShortDescription(),
    cover_url: Nullable(Type.String()),
  },
  { title: 'PartAssignment' },
)

export const LocationWithPartsSchema = Type.Object(
  { ...address, is_occupied: Type.Boolean(), part_assignments: Nullable(Type.Array(PartAssignmentSchema)) },
  { title: 'LocationWithParts' },
)
export type LocationWithParts = Type.Static<typeof LocationWithPartsSchema>
