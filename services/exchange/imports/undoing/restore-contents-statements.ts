import { changedInRows } from '../../../../plugins/database/change.ts'
import { int, statement, text } from '../../../../plugins/database/statement.ts'

/*
 * Kits and lists get back the rows that they consisted of, `$1` as JSON: a list of `{id, rows}`. Parts that are not there
 * any more are in the way long before.
 */

const GIVEN = 'json_to_recordset($1::json) as given (id int, rows json)'

/** The rows of a table that were noted, as `noted`. */
function noted(table: string, name: string): string {
  return `${GIVEN} cross join lateral json_populate_recordset(null::${table}, given.rows -> '${name}') noted`
}

/** SQL for whether a row with the id was noted. */
function isNoted(name: string, id: string): string {
  return `exists (select from json_array_elements(given.rows -> '${name}') item where (item ->> 'id')::int = ${id})`
}

const KIT_LINE = 'required_per_unit, note, designators'

/** The lines of the kits that were not noted. */
export const KIT_LINES_NOT_NOTED = statement(
  `select c.id, c.kit_id from ${GIVEN} join kit_contents c on c.kit_id = given.id
    where not ${isNoted('lines', 'c.id')} order by c.kit_id, c.id`,
  { id: int, kit_id: int },
)

/** Whoever has read a line before is told that it has changed. */
export const RESTORE_KIT_LINES = statement(
  `insert into kit_contents as c (id, kit_id, part_id, ${KIT_LINE}, version, created_at)
   select noted.id, noted.kit_id, noted.part_id, ${KIT_LINE}, noted.version + 1, noted.created_at
     from ${noted('kit_contents', 'lines')} order by noted.id
   on conflict (id) do update set required_per_unit = excluded.required_per_unit, note = excluded.note,
          designators = excluded.designators, version = c.version + 1
    where (c.required_per_unit, c.note, c.designators)
          is distinct from (excluded.required_per_unit, excluded.note, excluded.designators)`,
  {},
)

export const DELETE_ALTERNATES_OF_KITS = statement(
  `delete from kit_alternates a using ${GIVEN}, kit_contents c where c.kit_id = given.id and a.kit_content_id = c.id`,
  {},
)

export const RESTORE_ALTERNATES = statement(
  `insert into kit_alternates (kit_content_id, part_id, rank)
   select noted.kit_content_id, noted.part_id, noted.rank from ${noted('kit_alternates', 'alternates')}`,
  {},
)

export const DELETE_UNFITTED_OF_KITS = statement(
  `delete from kit_unfitted u using ${GIVEN} where u.kit_id = given.id`,
  {},
)

/** Those without an id get a new one. */
export const RESTORE_UNFITTED = statement(
  `insert into kit_unfitted (id, kit_id, part_id, quantity, designators, value, note)
   select coalesce(noted.id, nextval(pg_get_serial_sequence('kit_unfitted', 'id'))::int), given.id, noted.part_id, noted.quantity, noted.designators, noted.value, noted.note
     from ${noted('kit_unfitted', 'unfitted')} order by noted.id`,
  {},
)

export const RESTORE_KIT_HEADS = statement(
  `update kits k set description = noted.description, status = noted.status, build_target = noted.build_target,
          archived_at = noted.archived_at, updated_at = clock_timestamp()
     from ${GIVEN} cross join lateral json_populate_record(null::kits, given.rows -> 'head') noted
    where k.id = given.id returning k.id, k.name`,
  { id: int, name: text() },
  changedInRows('kit', 'id'),
)

/** Deletes the lines of the lists that were not noted. */
export const DELETE_LINES_NOT_NOTED = statement(
  `delete from shopping_list_lines l using ${GIVEN}
    where l.shopping_list_id = given.id and not ${isNoted('lines', 'l.id')}`,
  {},
)

/** SQL for the seller of a row `noted`, who may have been added again since. */
const SELLER = `(
  select s.id from sellers s where s.id = noted.seller_id or s.name = noted.seller order by s.id = noted.seller_id desc limit 1)`

/** The rows with their sellers' names. */
function ofSellers(table: string, name: string): string {
  return `${GIVEN} cross join lateral json_array_elements(given.rows -> '${name}') item
     cross join lateral (
       select saved.*, item ->> 'seller' as seller from json_populate_record(null::${table}, item) saved) noted`
}

const LIST_LINE = [
  'needed',
  'ordered',
  'received',
  'note',
  'status',
  'completed_at',
  'completion_mismatch',
  'completion_note',
  'order_number',
]

export const RESTORE_LIST_LINES = statement(
  `insert into shopping_list_lines (id, shopping_list_id, part_id, seller_id, version, created_at, ${LIST_LINE.join(', ')})
   select noted.id, noted.shopping_list_id, noted.part_id, ${SELLER}, noted.version + 1, noted.created_at,
          ${LIST_LINE.map((column) => `noted.${column}`).join(', ')}
     from ${ofSellers('shopping_list_lines', 'lines')} order by noted.id
   on conflict (id) do update set seller_id = excluded.seller_id,
          ${LIST_LINE.map((column) => `${column} = excluded.${column}`).join(', ')}`,
  {},
)

/** Deletes what is said of sellers of the lists, and was not noted. */
export const DELETE_GROUPS_NOT_NOTED = statement(
  `delete from shopping_list_sellers g using ${GIVEN}
    where g.shopping_list_id = given.id and not ${isNoted('groups', 'g.id')}`,
  {},
)

export const RESTORE_GROUPS = statement(
  `insert into shopping_list_sellers (id, shopping_list_id, seller_id, note, status, created_at)
   select noted.id, noted.shopping_list_id, ${SELLER}, noted.note, noted.status, noted.created_at
     from ${ofSellers('shopping_list_sellers', 'groups')} order by noted.id
   on conflict (id) do update set note = excluded.note, status = excluded.status`,
  {},
)

export const RESTORE_LIST_HEADS = statement(
  `update shopping_lists list set description = noted.description, status = noted.status, updated_at = clock_timestamp()
     from ${GIVEN} cross join lateral json_populate_record(null::shopping_lists, given.rows -> 'head') noted
    where list.id = given.id returning list.id, list.name`,
  { id: int, name: text() },
  changedInRows('shopping_list', 'id'),
)
