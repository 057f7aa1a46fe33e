import { bigint, bool, int, nullable, statement, text, texts } from '../../../../plugins/database/statement.ts'

/** The parts with the keys `$1`, as imports compare them. */
export const PRESENT_PARTS = statement(
  `select id, key, description, manufacturer_code, manufacturer, package, product_page, series, voltage_rating,
          input_voltage, output_voltage, mounting_type, pin_pitch, dimensions, tags, type_id,
          pin_count, minimum_quantity
     from parts where key = any ($1::text[])`,
  {
    id: int,
    key: text(),
    description: text(),
    manufacturer_code: nullable(text()),
    manufacturer: nullable(text()),
    package: nullable(text()),
    product_page: nullable(text()),
    series: nullable(text()),
    voltage_rating: nullable(text()),
    input_voltage: nullable(text()),
    output_voltage: nullable(text()),
    mounting_type: nullable(text()),
    pin_pitch: nullable(text()),
    dimensions: nullable(text()),
    tags: nullable(texts),
    type_id: nullable(int),
    pin_count: nullable(int),
    minimum_quantity: nullable(int),
  },
)

/** Locks the parts `$1` against deletion and change, by id. */
export const LOCK_PARTS = statement('select id from parts where id = any ($1::int[]) order by id for no key update', {
  id: int,
})

/** The same of the parts with the keys `$1`. */
export const LOCK_PARTS_WITH_KEYS = statement(
  'select id from parts where key = any ($1::text[]) order by id for no key update',
  { id: int },
)

/** The parts with the keys `$1` that were deleted. */
export const RETIRED_KEYS = statement(
  'select key, iso_utc(deleted_at) as deleted_at, merged_into from retired_parts where key = any ($1::text[])',
  { key: text(), deleted_at: text(), merged_into: nullable(text()) },
)

/** All sellers, in the order in which they were made. */
export const SELLER_NAMES = statement('select id, name from sellers order by id', { id: int, name: text() })

/** The types whose names are, in lower case, among `$1`. */
export const PRESENT_TYPES = statement('select id, name from types where lower(name) = any ($1::text[])', {
  id: int,
  name: text(),
})

/** The boxes whose descriptions are among `$1`. */
export const PRESENT_BOXES = statement(
  `select min(box_no)::int as box_no, description from boxes where description = any ($1::text[]) group by description`,
  { box_no: int, description: text() },
)

/** The stock of the parts `$1`. */
export const PRESENT_STOCK = statement(
  'select part_id, box_no, loc_no, qty from part_locations where part_id = any ($1::int[]) order by part_id, box_no, loc_no',
  { part_id: int, box_no: int, loc_no: int, qty: int },
)

/** Which of the locations `$2` of the boxes `$1` there are. Box by box: for a list the planner would read all locations. */
export const PRESENT_LOCATIONS = statement(
  `select l.box_no, l.loc_no
     from (select box_no, array_agg(loc_no) as locs from unnest($1::int[], $2::int[]) given (box_no, loc_no) group by box_no) q
    cross join lateral (
      select box_no, loc_no from locations where box_no = q.box_no and loc_no = any (q.locs) offset 0) l`,
  { box_no: int, loc_no: int },
)

/** Locations of the boxes `$1`, or of all but `$2` when it is null, that hold nothing, by address; at most `$3`. */
export const FREE_LOCATIONS = statement(
  `select l.box_no, l.loc_no from locations l
    where ($1::int[] is null or l.box_no = any ($1)) and l.box_no <> all ($2::int[])
      and not exists (select from part_locations s where s.location_id = l.id)
    order by l.box_no, l.loc_no limit $3`,
  { box_no: int, loc_no: int },
)

/** Who has the numbers `$2` of the sellers `$1`. Number by number: for a list the planner would read all numbers. */
export const PRESENT_SELLER_PARTS = statement(
  `select n.seller_id, n.number, n.part_id
     from unnest($1::int[], $2::text[]) q (seller_id, number)
    cross join lateral (
      select seller_id, upper(number) as number, part_id from seller_parts
       where seller_id = q.seller_id and upper(number) = upper(q.number) offset 0) n`,
  { seller_id: int, number: text(), part_id: int },
)

/** Which of the keys `$1` an import has written before, other than the import `$2`. */
export const PRESENT_SOURCES = statement(
  'select source_key, import_id, row_no from import_sources where source_key = any ($1::text[]) and import_id <> $2',
  { source_key: text(), import_id: int, row_no: int },
)

/** All keys of the rows `$2` of the imports `$1`. */
export const SOURCES_OF_ROWS = statement(
  `select s.source_key, s.import_id, s.row_no
     from import_sources s
     join unnest($1::int[], $2::int[]) as given (import_id, row_no) using (import_id, row_no)
    where s.import_id = any ($1::int[])`,
  { source_key: text(), import_id: int, row_no: int },
)

/** Which lines whose keys begin with one of `$1` have come in part, other than with the import `$2`, and how many pieces. */
export const PRESENT_SHIPMENTS = statement(
  `select source_key, pieces, import_id from import_sources
    where pieces is not null and import_id <> $2
      and exists (select from unnest($1::text[]) as given (base) where starts_with(source_key, base))`,
  { source_key: text(), pieces: int, import_id: int },
)

/** The kit with the id `$1`, or the name `$2`. */
export const PRESENT_KIT = statement(
  'select id, name, status, build_target from kits where id = $1::int or ($1::int is null and name = $2) limit 1',
  { id: int, name: text(), status: text<'active' | 'archived'>(), build_target: int },
)

/** The lines of the kit `$1` with the ids of their alternates. */
export const PRESENT_KIT_LINES = statement(
  `select c.id, c.part_id, p.key as part_key, c.required_per_unit, c.designators, c.note,
          array(select a.part_id::text from kit_alternates a where a.kit_content_id = c.id order by a.rank) as alternates,
          array(select o.key from kit_alternates a join parts o on o.id = a.part_id
                 where a.kit_content_id = c.id order by a.rank) as alternate_keys,
          (select count(*) from kit_pick_list_lines l where l.kit_content_id = c.id and l.status = 'open') as open_picks
     from kit_contents c join parts p on p.id = c.part_id where c.kit_id = $1 order by c.id`,
  {
    id: int,
    part_id: int,
    part_key: text(),
    required_per_unit: int,
    designators: texts,
    note: nullable(text()),
    alternates: texts,
    alternate_keys: texts,
    open_picks: bigint,
  },
)

/** What the kit `$1` does not fit. */
export const PRESENT_UNFITTED = statement(
  'select part_id, quantity, designators, value, note from kit_unfitted where kit_id = $1 order by id',
  { part_id: nullable(int), quantity: int, designators: texts, value: nullable(text()), note: nullable(text()) },
)

/** The shopping list with the id `$1`, or the name `$2`. */
export const PRESENT_LIST = statement(
  `select id, name, status from shopping_lists where id = $1::int or ($1::int is null and name = $2) limit 1`,
  { id: int, name: text(), status: text<'active' | 'done'>() },
)

/** The lines of the list `$1`. */
export const PRESENT_LIST_LINES = statement(
  `select id, part_id, seller_id, needed, ordered, received, status from shopping_list_lines
    where shopping_list_id = $1 order by id`,
  {
    id: int,
    part_id: int,
    seller_id: nullable(int),
    needed: int,
    ordered: int,
    received: int,
    status: text<'new' | 'ordered' | 'done'>(),
  },
)

/** The highest id of a part; 0 while there is none. */
export const NEWEST_PART = statement('select coalesce(max(id), 0) as id from parts', { id: int })

/**
 * Whether a part was made after the part with the id `$1`, or may have come back with an id of before since the import `$2` was there.
 * Whoever was at it then had begun a little earlier.
 */
export const HAS_PARTS_SINCE = statement(
  `select exists (select from parts where id > $1)
          or exists (select from imports i
                       join operations o on o.timestamp > i.created_at - interval '10 minutes' and o.reason in ('restore', 'undo')
                      where i.id = $2) as has`,
  { has: bool },
)
