import { bigint, float, int, text } from '../../../plugins/database/statement.ts'

/** Columns of boxes `b`, as they are listed. */
export const BOX_COLUMNS = 'b.box_no, b.description, b.capacity'
export const BOX_ROW = { box_no: int, description: text(), capacity: int }

export const BOX_MOMENTS = 'iso_utc(b.created_at) as created_at, iso_utc(b.updated_at) as updated_at'
export const BOX_MOMENTS_ROW = { created_at: text(), updated_at: text() }

/** How full a box is; `used.count` is how many of its locations hold parts. */
export const USAGE_COLUMNS = `
  b.capacity as total_locations, used.count as occupied_locations, b.capacity - used.count as available_locations,
  round(used.count * 100.0 / b.capacity, 2)::float8 as usage_percentage`
export const USAGE_ROW = {
  total_locations: int,
  occupied_locations: bigint,
  available_locations: bigint,
  usage_percentage: float,
}
