import { SELLER_PART_NUMBER } from '../../../catalogue/seller-links/link-sql.ts'
import { coverUrlSql } from '../../../documents/documents/cover-sql.ts'

/** What an answer tells of a part: only that it is a hit, for who reads it otherwise, or all that shows and explains it. */
export type Content = 'hits' | 'parts'

/** SQL of a hit `p`. `rank` is a column of what it is joined with. */
const HIT = `
  p.id, p.key, p.created_at::text as created, f.rank,
  (select t.name from types t where t.id = p.type_id) as type_name, held.total_quantity, held.places`

const NOTHING_HELD = `cross join (select 0 as total_quantity, '[]'::json as places) held`

/** SQL of the same with what the explanation of a hit needs. */
const PART = `${HIT},
  p.manufacturer_code, p.series, p.description, p.tags, p.manufacturer, p.package, p.pin_count,
  p.pin_pitch, p.voltage_rating, p.input_voltage, p.output_voltage, p.mounting_type, p.dimensions,
  ${coverUrlSql('p.attachment_set_id')} as cover_url, offered.sellers, offered.seller_numbers`

const HELD = `
  cross join lateral (
    select coalesce(sum(l.qty), 0) as total_quantity,
           coalesce(json_agg(json_build_object('box_no', l.box_no, 'loc_no', l.loc_no, 'qty', l.qty)
                             order by l.box_no, l.loc_no), '[]') as places
      from part_locations l where l.part_id = p.id offset 0) held`

/** Sellers in the order of their links, and their numbers, each with the place of the link that shows it. */
const OFFERED = `
  cross join lateral (
    select coalesce(json_agg(o.name order by o.place), '[]') as sellers,
           coalesce(json_agg(json_build_object('place', o.place - 1, 'number', o.number))
                      filter (where o.number is not null), '[]') as seller_numbers
      from (select row_number() over (order by l.id) as place, ${SELLER_PART_NUMBER} as number,
                   (select s.name from sellers s where s.id = l.seller_id) as name
              from part_sellers l where l.part_id = p.id) o offset 0) offered`

const NOTHING_OFFERED = `cross join (select '[]'::json as sellers, '[]'::json as seller_numbers) offered`

/** What of a part matters for a query. */
export interface Shown {
  /** What is held of it, for who wants hits only. */
  isStockShown: boolean
  /** Who sells it: a seller, or the number of one, may be why it is a hit. */
  isSellerShown: boolean
}

/** SQL of the parts of the rows `f` of a page as JSON, in the order of `f.place`. */
export function foundPartsSql(content: Content, { isStockShown, isSellerShown }: Shown): string {
  const isHit = content === 'hits'
  const held = isHit && !isStockShown ? NOTHING_HELD : HELD
  const offered = isHit ? '' : isSellerShown ? OFFERED : NOTHING_OFFERED
  // One by one: to find them in a pass over all parts takes long, also where there are few.
  return `select coalesce(json_agg(h order by h.place), '[]') from (
            select f.place, ${isHit ? HIT : PART} from page f
             cross join lateral (select * from parts p where p.id = f.part_id offset 0) p
             ${held} ${offered}) h`
}
