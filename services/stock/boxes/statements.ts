import { changedByValue } from '../../../plugins/database/change.ts'
import { bigint, bool, int, json, nullable, statement } from '../../../plugins/database/statement.ts'
import { shortDescriptionSql } from '../../catalogue/parts/short-description.ts'
import { coverUrlSql } from '../../documents/documents/cover-sql.ts'
import { BOX_COLUMNS, BOX_MOMENTS, BOX_MOMENTS_ROW, BOX_ROW, USAGE_COLUMNS, USAGE_ROW } from './box-sql.ts'
import type { LocationDto, LocationWithParts } from './schemas.ts'

const LOCATION_ROW = { box_no: int, loc_no: int }

/** All boxes by number. */
export const ALL_BOXES = statement(`select ${BOX_COLUMNS} from boxes b order by b.box_no`, BOX_ROW)

/** How full the box numbered `$1` is. */
export const BOX_USAGE = statement(
  `select b.box_no, ${USAGE_COLUMNS}
     from boxes b cross join lateral (select count(distinct loc_no) from part_locations where box_no = b.box_no) used
    where b.box_no = $1`,
  { box_no: int, ...USAGE_ROW },
)

/** The box numbered `$1` with its locations. */
export const BOX_DETAIL = statement(
  `select ${BOX_COLUMNS}, ${BOX_MOMENTS}, b.version,
          (select json_agg(json_build_object('box_no', l.box_no, 'loc_no', l.loc_no) order by l.loc_no)
             from locations l where l.box_no = b.box_no) as locations
     from boxes b where b.box_no = $1`,
  { ...BOX_ROW, ...BOX_MOMENTS_ROW, version: bigint, locations: json<LocationDto[]>() },
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
