import { coverUrlSql } from '../../documents/documents/cover-sql.ts'
import { LINK_LIST } from '../seller-links/link-sql.ts'

/** What the detail and the list of parts `p` show and the row does not hold: it changes without a change of the part. */
const SHOWN_WITH_PARTS = `
  coalesce((select sum(stock.qty) from part_locations stock where stock.part_id = p.id), 0) as total_quantity,
  ${coverUrlSql('p.attachment_set_id')} as cover_url`

/** What only the detail of a part `p` with the type `t` shows, of the same kind. */
const SHOWN_WITH_PART = `
  case when t.id is not null then json_build_object('id', t.id, 'name', t.name,
    'created_at', iso_utc(t.created_at), 'updated_at', iso_utc(t.updated_at)) end as type,
  exists (select 1 from kit_contents c join kits k on k.id = c.kit_id
           where c.part_id = p.id and k.status = 'active') as used_in_kits,
  (select ${LINK_LIST} from part_sellers l join sellers s on s.id = l.seller_id where l.part_id = p.id) as seller_links`

/** The technical data of parts `p`. */
export const PART_DATA = `p.package, p.pin_count, p.pin_pitch, p.voltage_rating, p.input_voltage, p.output_voltage,
  p.mounting_type, p.series, p.dimensions`

/** Columns that the detail and the list of parts `p` share. */
export const PART_COLUMNS = `
  p.id, p.key, p.manufacturer_code, p.type_id, p.description, p.tags, p.manufacturer,
  ${PART_DATA},
  p.minimum_quantity,
  iso_utc(p.created_at) as created_at, iso_utc(p.updated_at) as updated_at,
  ${SHOWN_WITH_PARTS}`

/** The columns of the detail of parts `p`; their types are joined as `t`. */
export const PART_DETAIL_COLUMNS = `${PART_COLUMNS}, p.product_page, p.attachment_set_id, p.version, ${SHOWN_WITH_PART}`

/** The version of parts `p`, and of these columns those that change without it. */
export const PART_TAG_COLUMNS = `p.version, ${SHOWN_WITH_PARTS}, ${SHOWN_WITH_PART}`
