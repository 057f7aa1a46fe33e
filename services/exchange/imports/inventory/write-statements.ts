import { changedInRows } from '../../../../plugins/database/change.ts'
import { int, statement, text } from '../../../../plugins/database/statement.ts'

/** Lets boxes that are made later have numbers above `$1`. */
export const KEEP_BOX_NUMBERS = statement(
  `select setval('boxes_box_no_seq', greatest(last_value, $1::int))::int as number from boxes_box_no_seq`,
  { number: int },
)

/** Adds boxes, `$1` as JSON, under their own numbers. */
export const ADD_NUMBERED_BOXES = statement(
  `with added as (
     insert into boxes (box_no, description, capacity)
     select box_no, description, capacity
       from json_to_recordset($1::json) as given (box_no int, description text, capacity int)
     on conflict (box_no) do nothing returning id, box_no, capacity
   ), locations as (
     insert into locations (box_id, box_no, loc_no) select id, box_no, generate_series(1, capacity) from added
   )
   select box_no from added order by box_no`,
  { box_no: int },
  changedInRows('box', 'box_no'),
)

/** Draws ids for `$1` parts and their sets of documents; the keys are those of the file. */
export const DRAW_PART_IDS = statement(
  `select nextval(pg_get_serial_sequence('parts', 'id'))::int as id,
          nextval(pg_get_serial_sequence('attachment_sets', 'id'))::int as set_id
     from generate_series(1, $1::int)`,
  { id: int, set_id: int },
)

/** The parts with the keys `$1`. */
export const PART_IDS = statement('select id, key from parts where key = any ($1::text[])', { id: int, key: text() })

/** The sellers and types with the names `$1`. */
export const SELLER_IDS = statement('select id, name from sellers where name = any ($1::text[])', {
  id: int,
  name: text(),
})
export const TYPE_IDS = statement('select id, name from types where name = any ($1::text[])', { id: int, name: text() })

/** Sets the websites `$2` of the sellers `$1`. */
export const SET_WEBSITES = statement(
  `update sellers s set website = given.website from unnest($1::int[], $2::text[]) as given (id, website)
    where s.id = given.id returning s.id`,
  { id: int },
  changedInRows('seller', 'id'),
)

/** Sets the descriptions `$2` of the boxes `$1`. */
export const SET_BOX_DESCRIPTIONS = statement(
  `update boxes b set description = given.description from unnest($1::int[], $2::text[]) as given (box_no, description)
    where b.box_no = given.box_no returning b.box_no`,
  { box_no: int },
  changedInRows('box', 'box_no'),
)

/** Adds the links `$3` to the sellers `$2` of the parts `$1`. */
export const ADD_SELLER_LINKS = statement(
  `insert into part_sellers (part_id, seller_id, link)
   select part_id, seller_id, link
     from unnest($1::int[], $2::int[], $3::text[]) with ordinality as given (part_id, seller_id, link, place)
    order by place
   on conflict (part_id, seller_id) do nothing returning id, part_id`,
  { id: int, part_id: int },
)

/** Adds numbers that sellers have for parts, `$1` as JSON. */
export const ADD_FULL_SELLER_PARTS = statement(
  `insert into seller_parts (part_id, seller_id, number, link, min_quantity, multiple)
   select part_id, seller_id, number, link, min_quantity, multiple
     from json_to_recordset($1::json) as given
          (place int, part_id int, seller_id int, number text, link text, min_quantity int, multiple int)
    order by place
   on conflict (seller_id, upper(number)) do nothing returning id, part_id`,
  { id: int, part_id: int },
)

/** Gives the parts `$1` the codes `$2`. */
export const ADD_CODES = statement(
  `insert into part_codes (part_id, code)
   select part_id, code from unnest($1::int[], $2::text[]) with ordinality as given (part_id, code, place) order by place
   on conflict (code) do nothing returning id, part_id`,
  { id: int, part_id: int },
)

/** Adds kits, `$1` as JSON, each with an empty set of documents. */
export const ADD_KITS = statement(
  `with given as (
     select nextval(pg_get_serial_sequence('attachment_sets', 'id'))::int as set_id, kit.*
       from json_to_recordset($1::json) as kit (place int, name text, description text, status text, build_target int)
   ), sets as (
     insert into attachment_sets (id) select set_id from given returning id
   )
   insert into kits (name, description, status, build_target, attachment_set_id, archived_at)
   select name, description, status, build_target, set_id, case status when 'archived' then now() end
     from given where set_id in (select id from sets) order by place
   on conflict (name) do nothing returning id, name`,
  { id: int, name: text() },
  changedInRows('kit', 'id'),
)

/** Adds lines to kits, `$1` as JSON. */
export const ADD_LINES_TO_KITS = statement(
  `insert into kit_contents (kit_id, part_id, required_per_unit, note, designators)
   select kit_id, part_id, required, note, array(select json_array_elements_text(designators))
     from json_to_recordset($1::json) as given
          (place int, kit_id int, part_id int, required int, note text, designators json)
    order by place returning id, kit_id, part_id`,
  { id: int, kit_id: int, part_id: int },
)

/** Adds what kits do not fit, `$1` as JSON. */
export const ADD_UNFITTED_TO_KITS = statement(
  `insert into kit_unfitted (kit_id, part_id, quantity, designators, value, note)
   select kit_id, part_id, quantity, array(select json_array_elements_text(designators)), value, note
     from json_to_recordset($1::json) as given
          (place int, kit_id int, part_id int, quantity int, designators json, value text, note text)
    order by place`,
  {},
)

/** Adds shopping lists, `$1` as JSON. */
export const ADD_LISTS = statement(
  `insert into shopping_lists (name, description, status)
   select name, description, status
     from json_to_recordset($1::json) as given (place int, name text, description text, status text)
    order by place
   on conflict (name) do nothing returning id, name`,
  { id: int, name: text() },
  changedInRows('shopping_list', 'id'),
)

/** Adds lines to shopping lists, `$1` as JSON. */
export const ADD_LINES_TO_LISTS = statement(
  `insert into shopping_list_lines (shopping_list_id, part_id, seller_id, needed, ordered, received, note, status,
          completed_at, completion_mismatch, completion_note)
   select list_id, part_id, seller_id, needed, ordered, received, note, status, completed_at, completion_mismatch,
          completion_note
     from json_to_recordset($1::json) as given
          (place int, list_id int, part_id int, seller_id int, needed int, ordered int, received int, note text,
           status text, completed_at timestamptz, completion_mismatch boolean, completion_note text)
    order by place returning id, shopping_list_id as list_id, received, status`,
  { id: int, list_id: int, received: int, status: text() },
  changedInRows('shopping_list', 'list_id'),
)

/** Adds what is said of sellers of shopping lists, `$1` as JSON. */
export const ADD_GROUPS_TO_LISTS = statement(
  `insert into shopping_list_sellers (shopping_list_id, seller_id, note, status)
   select list_id, seller_id, note, status
     from json_to_recordset($1::json) as given (place int, list_id int, seller_id int, note text, status text)
    order by place`,
  {},
)
