import { SELLER_PART_NUMBER } from '../../../catalogue/seller-links/link-sql.ts'
import { coverUrlSql } from '../../../documents/documents/cover-sql.ts'

/** SQL of a part `p` with what the explanation of a hit needs. `rank` is a column of what it is joined with. */
export const FOUND_PART = `
  p.id, p.key, p.manufacturer_code, p.series, p.description, p.tags, p.manufacturer, p.package, p.pin_count,
  p.pin_pitch, p.voltage_rating, p.input_voltage, p.output_voltage, p.mounting_type, p.dimensions,
  p.created_at::text as created, f.rank, ${coverUrlSql('p.attachment_set_id')} as cover_url,
  (select t.name from types t where t.id = p.type_id) as type_name,
  coalesce((select sum(l.qty) from part_locations l where l.part_id = p.id), 0) as total_quantity,
  coalesce((select json_agg(s.name order by ps.id) from part_sellers ps join sellers s on s.id = ps.seller_id
             where ps.part_id = p.id), '[]') as sellers,
  coalesce((select json_agg(json_build_object('place', n.place, 'number', n.number))
              from (select row_number() over (order by l.id) - 1 as place, ${SELLER_PART_NUMBER} as number
                      from part_sellers l where l.part_id = p.id) n
             where n.number is not null), '[]') as seller_numbers,
  coalesce((select json_agg(json_build_object('box_no', l.box_no, 'loc_no', l.loc_no, 'qty', l.qty)
                            order by l.box_no, l.loc_no)
              from part_locations l where l.part_id = p.id), '[]') as places`
