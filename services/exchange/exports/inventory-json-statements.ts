import { statement, text } from '../../../plugins/database/statement.ts'
import { jsonList } from '../../json-list.ts'

/** A list whose items are rows of `query`, as text in JSON. */
function items(query: string) {
  return statement(`select row_to_json(item)::text as item from (${query}) item`, { item: text() })
}

/*
 * The sections of the document: records name each other by what people know them by, and no ids are written.
 */

export const SELLERS_JSON = items('select name, website from sellers order by name')

export const TYPES_JSON = items('select name from types order by name')

export const BOXES_JSON = items('select box_no, description, capacity from boxes order by box_no')

/** Parts with what sellers call them, what else they are known by, and where they are. */
export const PARTS_JSON = items(`
  select p.key, t.name as type, p.description, p.manufacturer, p.manufacturer_code, p.package, p.pin_count, p.pin_pitch,
         p.voltage_rating, p.input_voltage, p.output_voltage, p.mounting_type, p.series, p.dimensions, p.tags,
         p.product_page, p.minimum_quantity, iso_utc(p.created_at) as created_at,
         ${jsonList(`select s.name as seller, l.link from part_sellers l join sellers s on s.id = l.seller_id
                      where l.part_id = p.id order by l.id`)} as seller_links,
         ${jsonList(`select s.name as seller, n.number, n.link, n.min_quantity, n.multiple
                       from seller_parts n join sellers s on s.id = n.seller_id
                      where n.part_id = p.id order by n.id`)} as seller_numbers,
         ${jsonList('select c.code from part_codes c where c.part_id = p.id order by c.id')} as codes,
         ${jsonList(`select l.box_no, l.loc_no, l.qty from part_locations l
                      where l.part_id = p.id order by l.box_no, l.loc_no`)} as stock
    from parts p left join types t on t.id = p.type_id order by p.key`)

/** Kits with their lines, and what is not fitted. */
export const KITS_JSON = items(`
  select k.name, k.description, k.status, k.build_target,
         ${jsonList(`select p.key, c.required_per_unit, c.note, c.designators,
                            array(select o.key from kit_alternates a join parts o on o.id = a.part_id
                                   where a.kit_content_id = c.id order by a.rank) as alternates
                       from kit_contents c join parts p on p.id = c.part_id
                      where c.kit_id = k.id order by c.id`)} as lines,
         ${jsonList(`select p.key, u.quantity, u.designators, u.value, u.note
                       from kit_unfitted u left join parts p on p.id = u.part_id
                      where u.kit_id = k.id order by u.id`)} as unfitted
    from kits k order by k.name`)

/** Shopping lists with their lines and what is said of their sellers. */
export const SHOPPING_LISTS_JSON = items(`
  select list.name, list.description, list.status,
         ${jsonList(`select p.key, s.name as seller, line.needed, line.ordered, line.received, line.note, line.status,
                            iso_utc(line.completed_at) as completed_at, line.completion_mismatch, line.completion_note
                       from shopping_list_lines line join parts p on p.id = line.part_id
                       left join sellers s on s.id = line.seller_id
                      where line.shopping_list_id = list.id order by line.created_at, line.id`)} as lines,
         ${jsonList(`select s.name as seller, g.note, g.status
                       from shopping_list_sellers g join sellers s on s.id = g.seller_id
                      where g.shopping_list_id = list.id order by s.name`)} as groups
    from shopping_lists list order by list.name`)
