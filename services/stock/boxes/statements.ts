import { changedByValue } from '../../../plugins/database/change.ts'
import { bigint, bool, float, int, json, nullable, statement, text } from '../../../plugins/database/statement.ts'
import { shortDescriptionSql } from '../../catalogue/parts/short-description.ts'
import { coverUrlSql } from '../../documents/documents/cover-sql.ts'
import type { LocationDto, LocationWithParts } from './schemas.ts'

/** Columns of `BoxListItem`. */
const BOX_COLUMNS = 'b.box_no, b.description, b.capacity'
const BOX_ROW = { box_no: int, description: text(), capacity: int }

const MOMENTS = 'iso_utc(b.created_at) as created_at, iso_utc(b.updated_at) as updated_at'
const MOMENTS_ROW = { created_at: text(), updated_at: text() }

/** How full a box is; goes with `USED_LOCATIONS`. */
const USAGE_COLUMNS = `
  b.capacity as total_locations, used.count as occupied_locations, b.capacity - used.count as available_locations,
  round(used.count * 100.0 / b.capacity, 2)::float8 as usage_percentage`
const USAGE_ROW = {
  total_locations: int,
  occupied_locations: bigint,
  available_locations: bigint,
  usage_percentage: float,
}

/** Joined to boxes `b`: how many different locations hold parts. */
const USED_LOCATIONS = `
  cross join lateral (select count(distinct loc_no) from part_locations where box_no = b.box_no) used`

const LOCATION_ROW = { box_no: int, loc_no: int }

/** All boxes by number. */
export const ALL_BOXES = statement(`select ${BOX_COLUMNS} from boxes b order by b.box_no`, BOX_ROW)

/** All boxes by number, with how full they are. */
export const ALL_BOXES_WITH_USAGE = statement(
  `select ${BOX_COLUMNS}, ${MOMENTS}, ${USAGE_COLUMNS} from boxes b ${USED_LOCATIONS} order by b.box_no`,
  { ...BOX_ROW, ...MOMENTS_ROW, ...USAGE_ROW },
)

/** How full the box numbered `$1` is. */
export const BOX_USAGE = statement(
  `select b.box_no, ${USAGE_COLUMNS} from boxes b ${USED_LOCATIONS} where b.box_no = $1`,
  { box_no: int, ...USAGE_ROW },
)

/** The box numbered `$1` with its locations. */
export const BOX_DETAIL = statement(
  `select ${BOX_COLUMNS}, ${MOMENTS}, b.version,
          (select json_agg(json_build_object('box_no', l.box_no, 'loc_no', l.loc_no) order by l.loc_no)
             from locations l where l.box_no = b.box_no) as locations
     from boxes b where b.box_no = $1`,
  { ...BOX_ROW, ...MOMENTS_ROW, version: bigint, locations: json<LocationDto[]>() },
)

/** The version of the box numbered `$1`. */
export const BOX_VERSION = statement('select version from boxes where box_no = $1', { version: bigint })

/** The locations of the box numbered `$1`. */
export const LOCATIONS = statement(
  'select box_no, loc_no from locations where box_no = $1 order by loc_no',
  LOCATION_ROW,
)

/** The locations of the box numbered `$1` with the parts in them. */
export const LOCATIONS_WITH_PARTS = statement(
  `select l.box_no, l.loc_no, count(p.id) > 0 as is_occupied,
          json_agg(
            json_build_object(
              'key', p.key, 'qty', stock.qty, 'manufacturer_code', p.manufacturer_code,
              'description', ${shortDescriptionSql('p.description')}, 'cover_url', ${coverUrlSql('p.attachment_set_id')})
            order by p.key) filter (where p.id is not null) as part_assignments
     from locations l
     left join part_locations stock on stock.location_id = l.id
     left join parts p on p.id = stock.part_id
    where l.box_no = $1
    group by l.id order by l.loc_no`,
  {
    ...LOCATION_ROW,
    is_occupied: bool,
    part_assignments: nullable(json<NonNullable<LocationWithParts['part_assignments']>>()),
  },
)

/** The location `$2` of the box numbered `$1`. */
export const LOCATION = statement(
  'select box_no, loc_no from locations where box_no = $1 and loc_no = $2',
  LOCATION_ROW,
)

/** Adds the locations `$3` to `$4` to the box with the id `$1` and the number `$2`. */
export const ADD_LOCATIONS = statement(
  'insert into locations (box_id, box_no, loc_no) select $1, $2, generate_series($3::int, $4::int)',
  {},
)

/** Deletes the locations of the box numbered `$1` from `$2` on. */
export const DELETE_LOCATIONS = statement('delete from locations where box_no = $1 and loc_no >= $2', {})

/** Deletes the box numbered `$1` with its locations. */
export const DELETE_BOX = statement('delete from boxes where box_no = $1', {}, changedByValue('box', 1))

/** Locks the locations of the box numbered `$1` from `$2` on. */
export const LOCK_LOCATIONS = statement(
  'select from locations where box_no = $1 and loc_no >= $2 order by loc_no for update',
  {},
)

/** Of the locations of the box numbered `$1` from `$2` on, the lowest one with stock. */
export const LOCATION_WITH_STOCK = statement(
  'select loc_no from part_locations where box_no = $1 and loc_no >= $2 order by loc_no limit 1',
  { loc_no: int },
)
