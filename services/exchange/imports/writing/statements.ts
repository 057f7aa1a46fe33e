import { changedByValue, changedInRows } from '../../../../plugins/database/change.ts'
import { int, json, nullable, statement, text } from '../../../../plugins/database/statement.ts'
import { NOTED } from './made-record-sql.ts'

/** Makes commits of imports follow one another, so that each compares with what the one before has written. */
export const ONE_COMMIT_AT_A_TIME = statement(
  "select pg_advisory_xact_lock(hashtextextended('import commit', 0))::text as lock",
  {
    lock: nullable(text()),
  },
)

/** Adds types with the names `$1`; one that somebody else has just added is taken. */
export const ADD_TYPES = statement(
  `insert into types (name) select unnest($1::text[])
   on conflict (name) do update set name = excluded.name returning id, name`,
  { id: int, name: text() },
  changedInRows('type', 'id'),
)

/** Adds sellers with the names `$1` and the websites `$2`. */
export const ADD_SELLERS = statement(
  `insert into sellers (name, website) select name, website from unnest($1::text[], $2::text[]) given (name, website)
   on conflict (name) do update set name = excluded.name returning id, name`,
  { id: int, name: text() },
  changedInRows('seller', 'id'),
)

/** Adds boxes with the descriptions `$1` and the capacities `$2`, under the next numbers. */
export const ADD_BOXES = statement(
  `with added as (
     insert into boxes (description, capacity)
     select description, capacity from unnest($1::text[], $2::int[]) with ordinality given (description, capacity, place)
      order by place
     returning id, box_no, description, capacity
   ), locations as (
     insert into locations (box_id, box_no, loc_no)
     select id, box_no, generate_series(1, capacity) from added
   )
   select id, box_no, description from added order by box_no`,
  { id: int, box_no: int, description: text() },
  changedInRows('box', 'box_no'),
)

/** Draws ids and keys for `$1` new parts, keys other than `$2`. */
export const DRAW_PARTS = statement(
  `select nextval(pg_get_serial_sequence('parts', 'id'))::int as id,
          nextval(pg_get_serial_sequence('attachment_sets', 'id'))::int as set_id, next_part_key($2::text[]) as key
     from generate_series(1, $1::int)`,
  { id: int, set_id: int, key: text() },
)

const PART_FIELDS = `description text, manufacturer_code text, manufacturer text, package text, product_page text,
  series text, voltage_rating text, input_voltage text, output_voltage text, mounting_type text, pin_pitch text,
  dimensions text, tags text[], type_id int, pin_count int, minimum_quantity int`
const PART_NAMES = `description, manufacturer_code, manufacturer, package, product_page, series, voltage_rating,
  input_voltage, output_voltage, mounting_type, pin_pitch, dimensions, tags, type_id, pin_count, minimum_quantity`

/** Adds parts, `$1` as JSON, with their ids and keys, and an empty set of documents for each. */
export const ADD_PARTS = statement(
  `with given as (
     select * from json_to_recordset($1::json) as given (id int, set_id int, key text, ${PART_FIELDS})
   ), sets as (
     insert into attachment_sets (id) select set_id from given returning id
   )
   insert into parts (id, key, attachment_set_id, ${PART_NAMES})
   select id, key, set_id, ${PART_NAMES} from given where set_id in (select id from sets)
   returning id, key`,
  { id: int, key: text() },
  changedInRows('part', 'key'),
)

/** Sets fields of parts, `$1` as JSON; a field that is null there stays as it is. */
export const CHANGE_PARTS = statement(
  `update parts p set
     ${PART_NAMES.split(',')
       .map((name) => name.trim())
       .map((name) => `${name} = coalesce(given.${name}, p.${name})`)
       .join(', ')}
     from json_to_recordset($1::json) as given (id int, ${PART_FIELDS})
    where p.id = given.id returning p.id, p.key`,
  { id: int, key: text() },
  changedInRows('part', 'key'),
)

/** Adds the numbers `$3` of the sellers `$2` to the parts `$1`, with the links `$4`. A number that is taken stays. */
export const ADD_SELLER_PARTS = statement(
  `insert into seller_parts (part_id, seller_id, number, link)
   select part_id, seller_id, number, link from unnest($1::int[], $2::int[], $3::text[], $4::text[])
     as given (part_id, seller_id, number, link)
   on conflict (seller_id, upper(number)) do nothing returning id, part_id`,
  { id: int, part_id: int },
)

/** Notes that the import `$2` has written what the keys `$1` name, from its rows `$3`: the pieces `$4` of it, null for all. */
export const ADD_SOURCES = statement(
  `insert into import_sources (source_key, import_id, row_no, pieces)
   select key, $2, row_no, pieces from unnest($1::text[], $3::int[], $4::int[]) as given (key, row_no, pieces)
   on conflict do nothing`,
  {},
)

/**
 * Notes what the import `$1` has written: entities `$3` with the ids `$4`, in the order `$2`, with what was before, `$5`, and
 * with what they are at the end of the import.
 */
export const ADD_UNDO = statement(
  `with given as (
     select * from unnest($2::int[], $3::text[], $4::int[], $5::jsonb[]) as given (seq, entity, entity_id, before)
   ), given_parts as (
     select entity_id from given where entity = 'part'
   ), given_kits as (
     select entity_id from given where entity = 'kit'
   )
   insert into import_undo (import_id, seq, entity, entity_id, before)
   select $1, seq, entity, entity_id, ${NOTED} from given`,
  {},
)

/** Adds a kit named `$1` with the build target `$2`, and an empty set of documents. */
export const ADD_KIT = statement(
  `with documents as (insert into attachment_sets default values returning id)
   insert into kits (name, build_target, attachment_set_id) select $1, $2, id from documents returning id`,
  { id: int },
  changedInRows('kit', 'id'),
)

/** Has the kits `$1` be for so many units: `$2`. */
export const SET_BUILD_TARGETS = statement(
  `update kits k set build_target = given.target from unnest($1::int[], $2::int[]) as given (id, target)
    where k.id = given.id returning k.id`,
  { id: int },
  changedInRows('kit', 'id'),
)

/** Adds lines to the kit `$1`: parts `$2`, pieces `$3`, designators `$4` as JSON, notes `$5`. */
export const ADD_KIT_LINES = statement(
  `insert into kit_contents (kit_id, part_id, required_per_unit, designators, note)
   select $1, part_id, required, array(select json_array_elements_text(designators)), note
     from unnest($2::int[], $3::int[], $4::json[], $5::text[]) with ordinality
          as given (part_id, required, designators, note, place)
    order by place
   returning id, part_id`,
  { id: int, part_id: int },
)

/** Changes the lines `$1` of kits: pieces `$2`, designators `$3` as JSON, notes `$4`. */
export const CHANGE_KIT_LINES = statement(
  `update kit_contents c set required_per_unit = given.required, note = given.note, version = c.version + 1,
          designators = array(select json_array_elements_text(given.designators))
     from unnest($1::int[], $2::int[], $3::json[], $4::text[]) as given (id, required, designators, note)
    where c.id = given.id`,
  {},
)

/** Deletes the lines of pick lists that fetch the parts of the lines `$1` of kits, and answers them. */
export const TAKE_PICKS = statement(
  `with gone as (
     delete from kit_pick_list_lines l using kit_contents c
      where c.id = l.kit_content_id and c.id = any ($1::int[])
     returning c.part_id, to_jsonb(l) as line
   )
   select part_id, line from gone order by (line ->> 'id')::int`,
  { part_id: int, line: json<Record<string, unknown>>() },
)

/** Deletes the lines `$1` of kits, and answers them. */
export const TAKE_KIT_LINES = statement(
  'delete from kit_contents c where id = any ($1::int[]) returning c.id, to_json(c) as row',
  { id: int, row: json<Record<string, unknown>>() },
)

/** Deletes the lines `$1` of kits. */
export const DELETE_KIT_LINES = statement('delete from kit_contents where id = any ($1::int[])', {})

/** Deletes the alternates of the lines `$1`. */
export const DELETE_ALTERNATES = statement('delete from kit_alternates where kit_content_id = any ($1::int[])', {})

/** Adds alternates: the parts `$2` for the lines `$1`, of the ranks `$3`. Parts that are gone are left out. */
export const ADD_ALTERNATES = statement(
  `insert into kit_alternates (kit_content_id, part_id, rank)
   select line_id, part_id, rank from unnest($1::int[], $2::int[], $3::int[]) as given (line_id, part_id, rank)
    where exists (select from parts p where p.id = given.part_id)`,
  {},
)

/** Deletes what the kit `$1` does not fit, and answers it. */
export const TAKE_UNFITTED = statement('delete from kit_unfitted u where kit_id = $1 returning to_json(u) as row', {
  row: json<Record<string, unknown>>(),
})

/** Adds what the kit `$1` does not fit: parts `$2`, pieces `$3`, designators `$4` as JSON, values `$5`, notes `$6`. */
export const ADD_UNFITTED = statement(
  `insert into kit_unfitted (kit_id, part_id, quantity, designators, value, note)
   select $1, part_id, quantity, array(select json_array_elements_text(designators)), value, note
     from unnest($2::int[], $3::int[], $4::json[], $5::text[], $6::text[]) with ordinality
          as given (part_id, quantity, designators, value, note, place)
    order by place`,
  {},
)

/** Adds a shopping list named `$1`. */
export const ADD_LIST = statement(
  'insert into shopping_lists (name) values ($1) returning id',
  { id: int },
  changedInRows('shopping_list', 'id'),
)

/**
 * Adds lines to the list `$1`: parts `$2`, sellers `$3`, pieces `$4`, notes `$5`, orders `$6`; they are ordered where `$7` is
 * true.
 */
export const ADD_LIST_LINES = statement(
  `insert into shopping_list_lines (shopping_list_id, part_id, seller_id, needed, ordered, note, order_number, status)
   select $1, part_id, seller_id, pieces, pieces, note, order_number, case when $7::bool then 'ordered' else 'new' end
     from unnest($2::int[], $3::int[], $4::int[], $5::text[], $6::text[]) with ordinality
          as given (part_id, seller_id, pieces, note, order_number, place)
    order by place
   returning id, part_id`,
  { id: int, part_id: int },
  changedByValue('shopping_list', 1),
)

/**
 * Raises the lines `$1` of lists by the pieces `$2`, and gives those without a seller the sellers `$3`; answers which sellers
 * it has given.
 */
export const RAISE_LIST_LINES = statement(
  `update shopping_list_lines l set needed = l.needed + given.pieces, ordered = l.ordered + given.pieces,
          seller_id = coalesce(l.seller_id, given.seller_id)
     from unnest($1::int[], $2::int[], $3::int[]) as given (id, pieces, seller_id)
     join shopping_list_lines before on before.id = given.id
    where l.id = given.id
   returning l.id, case when before.seller_id is null then l.seller_id end as new_seller`,
  { id: int, new_seller: nullable(int) },
)

/**
 * Has the lines `$1` of lists ordered with the pieces `$2`, from the sellers `$3` where they have none, by the orders `$4`; answers
 * what they were before. How much is needed does not change by what is ordered.
 */
export const ORDER_LIST_LINES = statement(
  `update shopping_list_lines l set ordered = given.pieces, status = 'ordered', order_number = given.order_number,
          seller_id = coalesce(l.seller_id, given.seller_id)
     from unnest($1::int[], $2::int[], $3::int[], $4::text[]) as given (id, pieces, seller_id, order_number)
     join shopping_list_lines before on before.id = given.id
    where l.id = given.id
   returning l.id, before.ordered as was_ordered, case when before.seller_id is null then l.seller_id end as new_seller`,
  { id: int, was_ordered: int, new_seller: nullable(int) },
)

/**
 * Adds the columns of the sellers `$2` to the list `$1`, where it has none. They are ordered, unless a line in them waits to be
 * ordered.
 */
export const ADD_LIST_COLUMNS = statement(
  `insert into shopping_list_sellers (shopping_list_id, seller_id, status)
   select $1, given.seller_id,
          case when exists (select from shopping_list_lines l
                             where l.shopping_list_id = $1 and l.seller_id = given.seller_id and l.status = 'new')
               then 'active' else 'ordered' end
     from (select distinct unnest($2::int[]) as seller_id) given
    where given.seller_id is not null
    order by given.seller_id
   on conflict (shopping_list_id, seller_id) do nothing returning id`,
  { id: int },
)

/** Adds the pieces `$2` to what the lines `$1` have received. */
export const RECEIVE_LIST_LINES = statement(
  `update shopping_list_lines l set received = l.received + given.pieces
     from (select id, sum(pieces)::int as pieces from unnest($1::int[], $2::int[]) as wanted (id, pieces) group by id) given
    where l.id = given.id`,
  {},
)
