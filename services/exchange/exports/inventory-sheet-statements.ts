import { bool, int, nullable, statement, text, texts } from '../../../plugins/database/statement.ts'
import { isTooLong, SIZE } from './size-sql.ts'

const optional = { text: nullable(text()), int: nullable(int) }

/*
 * The sheets of the workbook: what hangs on another record begins with the name of that.
 */

export const SELLER_ROWS = statement('select name, website from sellers order by name', {
  name: text(),
  website: text(),
})

export const TYPE_ROWS = statement('select name from types order by name', { name: text() })

export const BOX_ROWS = statement('select box_no, description, capacity from boxes order by box_no', {
  box_no: int,
  description: text(),
  capacity: int,
})

export const PART_ROWS = statement(
  `select p.key, t.name as type, p.description, p.manufacturer, p.manufacturer_code, p.package, p.pin_count, p.pin_pitch,
          p.voltage_rating, p.input_voltage, p.output_voltage, p.mounting_type, p.series, p.dimensions, p.tags,
          p.product_page, p.minimum_quantity, iso_utc(p.created_at) as created_at
     from parts p left join types t on t.id = p.type_id order by p.key`,
  {
    key: text(),
    type: optional.text,
    description: text(),
    manufacturer: optional.text,
    manufacturer_code: optional.text,
    package: optional.text,
    pin_count: optional.int,
    pin_pitch: optional.text,
    voltage_rating: optional.text,
    input_voltage: optional.text,
    output_voltage: optional.text,
    mounting_type: optional.text,
    series: optional.text,
    dimensions: optional.text,
    tags: nullable(texts),
    product_page: optional.text,
    minimum_quantity: optional.int,
    created_at: text(),
  },
)

export const SELLER_LINK_ROWS = statement(
  `select p.key, s.name as seller, l.link
     from part_sellers l join parts p on p.id = l.part_id join sellers s on s.id = l.seller_id order by p.key, l.id`,
  { key: text(), seller: text(), link: text() },
)

export const SELLER_NUMBER_ROWS = statement(
  `select p.key, s.name as seller, n.number, n.link, n.min_quantity, n.multiple
     from seller_parts n join parts p on p.id = n.part_id join sellers s on s.id = n.seller_id order by p.key, n.id`,
  {
    key: text(),
    seller: text(),
    number: text(),
    link: optional.text,
    min_quantity: optional.int,
    multiple: optional.int,
  },
)

export const CODE_ROWS = statement(
  'select p.key, c.code from part_codes c join parts p on p.id = c.part_id order by p.key, c.id',
  { key: text(), code: text() },
)

export const STOCK_ROWS = statement(
  `select p.key, l.box_no, l.loc_no, l.qty from part_locations l join parts p on p.id = l.part_id
    order by p.key, l.box_no, l.loc_no`,
  { key: text(), box_no: int, loc_no: int, qty: int },
)

export const KIT_ROWS = statement('select name, description, status, build_target from kits order by name', {
  name: text(),
  description: optional.text,
  status: text(),
  build_target: int,
})

export const KIT_LINE_ROWS = statement(
  `select k.name as kit, p.key, c.required_per_unit, c.note, c.designators,
          array(select o.key::text from kit_alternates a join parts o on o.id = a.part_id
                 where a.kit_content_id = c.id order by a.rank) as alternates
     from kit_contents c join kits k on k.id = c.kit_id join parts p on p.id = c.part_id order by k.name, c.id`,
  { kit: text(), key: text(), required_per_unit: int, note: optional.text, designators: texts, alternates: texts },
)

export const KIT_UNFITTED_ROWS = statement(
  `select k.name as kit, p.key, u.quantity, u.designators, u.value, u.note
     from kit_unfitted u join kits k on k.id = u.kit_id left join parts p on p.id = u.part_id order by k.name, u.id`,
  {
    kit: text(),
    key: optional.text,
    quantity: int,
    designators: texts,
    value: optional.text,
    note: optional.text,
  },
)

export const SHOPPING_LIST_ROWS = statement('select name, description, status from shopping_lists order by name', {
  name: text(),
  description: optional.text,
  status: text(),
})

export const SHOPPING_LIST_LINE_ROWS = statement(
  `select list.name as shopping_list, p.key, s.name as seller, line.needed, line.ordered, line.received, line.note,
          line.status, iso_utc(line.completed_at) as completed_at, line.completion_mismatch, line.completion_note
     from shopping_list_lines line
     join shopping_lists list on list.id = line.shopping_list_id
     join parts p on p.id = line.part_id
     left join sellers s on s.id = line.seller_id
    order by list.name, line.created_at, line.id`,
  {
    shopping_list: text(),
    key: text(),
    seller: optional.text,
    needed: int,
    ordered: int,
    received: int,
    note: optional.text,
    status: text(),
    completed_at: optional.text,
    completion_mismatch: bool,
    completion_note: optional.text,
  },
)

export const SHOPPING_LIST_GROUP_ROWS = statement(
  `select list.name as shopping_list, s.name as seller, g.note, g.status
     from shopping_list_sellers g
     join shopping_lists list on list.id = g.shopping_list_id
     join sellers s on s.id = g.seller_id
    order by list.name, s.name`,
  { shopping_list: text(), seller: text(), note: optional.text, status: text() },
)

function size(from: string, ...texts: string[]) {
  const tooLong = texts.length === 0 ? 'false' : texts.map(isTooLong).join(' or ')
  return statement(`select count(*) as rows, coalesce(bool_or(${tooLong}), false) as is_too_long from ${from}`, SIZE)
}

/** Every letter of a list may be written as two. */
const DESIGNATORS = `repeat(array_to_string(designators, ';'), 2)`

/** How large each sheet is; texts that cannot be too long are left out. */
export const SHEET_SIZES = {
  sellers: size('sellers'),
  types: size('types'),
  boxes: size('boxes'),
  parts: size('parts', 'description'),
  seller_links: size('part_sellers'),
  seller_numbers: size('seller_parts'),
  codes: size('part_codes'),
  stock: size('part_locations'),
  kits: size('kits', 'description'),
  kit_lines: size('kit_contents', 'note', DESIGNATORS),
  kit_unfitted: size('kit_unfitted', 'value', 'note', DESIGNATORS),
  shopping_lists: size('shopping_lists', 'description'),
  shopping_list_lines: size('shopping_list_lines', 'note', 'completion_note'),
  shopping_list_groups: size('shopping_list_sellers', 'note'),
}
