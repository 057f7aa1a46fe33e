import { coverUrlSql } from '../../documents/documents/cover-sql.ts'

/** Columns of `BoxListItem`. */
export const BOX_COLUMNS = 'b.box_no, b.description, b.capacity'

/** Columns of the two times of a box. */
export const BOX_MOMENTS = 'iso_utc(b.created_at) as created_at, iso_utc(b.updated_at) as updated_at'

/** How full a box is; goes with `USED_LOCATIONS`. */
export const USAGE_COLUMNS = `
  b.capacity as total_locations, used.count as occupied_locations, b.capacity - used.count as available_locations,
  round(used.count * 100.0 / b.capacity, 2)::float8 as usage_percentage`

/** Joined to boxes `b`: how many different locations hold parts. */
export const USED_LOCATIONS = `
  cross join lateral (select count(distinct loc_no) from part_locations where box_no = b.box_no) used`

/** The box numbered `$1` with its locations. */
export const BOX_DETAIL = `
  select ${BOX_COLUMNS}, ${BOX_MOMENTS},
         (select json_agg(json_build_object('box_no', l.box_no, 'loc_no', l.loc_no) order by l.loc_no)
            from locations l where l.box_no = b.box_no) as locations
    from boxes b where b.box_no = $1`

/** The locations of the box numbered `$1` with the parts in them. */
export const LOCATIONS_WITH_PARTS = `
  select l.box_no, l.loc_no, count(p.id) > 0 as is_occupied,
         json_agg(
           json_build_object(
             'key', p.key, 'qty', stock.qty, 'manufacturer_code', p.manufacturer_code, 'description', p.description,
             'cover_url', ${coverUrlSql('p.attachment_set_id')})
           order by p.key) filter (where p.id is not null) as part_assignments
    from locations l
    left join part_locations stock on stock.location_id = l.id
    left join parts p on p.id = stock.part_id
   where l.box_no = $1
   group by l.id order by l.loc_no`
