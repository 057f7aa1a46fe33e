import { changedInRows } from '../../../../plugins/database/change.ts'
import { int, json, statement, text } from '../../../../plugins/database/statement.ts'
import { KIT_CONTENT, LIST_CONTENT } from './content-sql.ts'
import type { KitContent, ListContent } from './inventory-plan.ts'

/*
 * Kits and lists get other contents, `$1` as JSON: a list of `{id, content}`, where parts and sellers stand by their keys
 * and names. What names a part that is not there any more is left out.
 */

const KITS = `json_to_recordset($1::json) as given (id int, content json)`
const KIT_LINES = `${KITS}
    cross join lateral rows from (json_to_recordset(given.content -> 'lines')
            as (key text, required_per_unit int, note text, designators json, alternates json)) with ordinality
          as line (key, required_per_unit, note, designators, alternates, place)
     join parts p on p.key = line.key`

/** Locks the kits `$1` in the order of their ids. */
export const LOCK_KITS = statement('select id from kits where id = any ($1::int[]) order by id for update', { id: int })

/** Locks the shopping lists `$1` in the order of their ids. */
export const LOCK_SHOPPING_LISTS = statement(
  'select id from shopping_lists where id = any ($1::int[]) order by id for update',
  { id: int },
)

export const SET_KIT_HEADS = statement(
  `update kits k set description = given.content ->> 'description', status = given.content ->> 'status',
          build_target = (given.content ->> 'build_target')::int, updated_at = clock_timestamp(),
          archived_at = case given.content ->> 'status' when 'archived' then coalesce(k.archived_at, now()) end
     from ${KITS} where k.id = given.id returning k.id, k.name`,
  { id: int, name: text() },
  changedInRows('kit', 'id'),
)

/** The lines of the kits that their new contents do not have. */
export const LINES_NOT_GIVEN = statement(
  `select c.id, c.kit_id
     from ${KITS}
     join kit_contents c on c.kit_id = given.id
     join parts p on p.id = c.part_id
    where not exists (select from json_array_elements(given.content -> 'lines') line where line ->> 'key' = p.key)
    order by c.kit_id, c.id`,
  { id: int, kit_id: int },
)

export const SET_KIT_LINES = statement(
  `insert into kit_contents (kit_id, part_id, required_per_unit, note, designators)
   select given.id, p.id, line.required_per_unit, line.note, array(select json_array_elements_text(line.designators))
     from ${KIT_LINES} order by given.id, line.place
   on conflict (kit_id, part_id) do update set required_per_unit = excluded.required_per_unit, note = excluded.note,
          designators = excluded.designators, version = kit_contents.version + 1
    where (kit_contents.required_per_unit, kit_contents.note, kit_contents.designators)
          is distinct from (excluded.required_per_unit, excluded.note, excluded.designators)`,
  {},
)

/** Deletes the alternates of the lines of the kits `$1`. */
export const DELETE_KIT_ALTERNATES = statement(
  `delete from kit_alternates a using kit_contents c where c.id = a.kit_content_id and c.kit_id = any ($1::int[])`,
  {},
)

export const SET_KIT_ALTERNATES = statement(
  `insert into kit_alternates (kit_content_id, part_id, rank)
   select c.id, o.id, alternate.rank
     from ${KIT_LINES}
     join kit_contents c on c.kit_id = given.id and c.part_id = p.id
    cross join lateral json_array_elements_text(line.alternates) with ordinality as alternate (key, rank)
     join parts o on o.key = alternate.key`,
  {},
)

/** Deletes what the kits `$1` do not fit. */
export const DELETE_KITS_UNFITTED = statement('delete from kit_unfitted where kit_id = any ($1::int[])', {})

export const SET_KITS_UNFITTED = statement(
  `insert into kit_unfitted (kit_id, part_id, quantity, designators, value, note)
   select given.id, p.id, line.quantity, array(select json_array_elements_text(line.designators)), line.value, line.note
     from ${KITS}
    cross join lateral rows from (json_to_recordset(given.content -> 'unfitted')
            as (key text, quantity int, designators json, value text, note text)) with ordinality
          as line (key, quantity, designators, value, note, place)
     left join parts p on p.key = line.key
    order by given.id, line.place`,
  {},
)

/** What the kits `$1` hold. */
export const KIT_CONTENTS = statement(
  `select k.id, ${KIT_CONTENT} as content from kits k where k.id = any ($1::int[])`,
  {
    id: int,
    content: json<KitContent>(),
  },
)

const LISTS = KITS
const LIST_LINES = `${LISTS}
    cross join lateral rows from (json_to_recordset(given.content -> 'lines')
            as (key text, seller text, needed int, ordered int, received int, note text, status text,
                completed_at timestamptz, completion_mismatch boolean, completion_note text)) with ordinality
          as line (key, seller, needed, ordered, received, note, status, completed_at, completion_mismatch,
                   completion_note, place)
     join parts p on p.key = line.key
     left join sellers s on s.name = line.seller`

export const SET_LIST_HEADS = statement(
  `update shopping_lists list set description = given.content ->> 'description', status = given.content ->> 'status',
          updated_at = clock_timestamp()
     from ${LISTS} where list.id = given.id returning list.id, list.name`,
  { id: int, name: text() },
  changedInRows('shopping_list', 'id'),
)

/** Deletes the lines of the lists that their new contents do not have. */
export const DELETE_LINES_NOT_GIVEN = statement(
  `delete from shopping_list_lines l using ${LISTS}, parts p
    where l.shopping_list_id = given.id and p.id = l.part_id
      and not exists (select from json_array_elements(given.content -> 'lines') line where line ->> 'key' = p.key)`,
  {},
)

/** A line that is not ordered is of no order. */
export const SET_LIST_LINES = statement(
  `insert into shopping_list_lines as l (shopping_list_id, part_id, seller_id, needed, ordered, received, note, status,
          completed_at, completion_mismatch, completion_note)
   select given.id, p.id, s.id, line.needed, line.ordered, line.received, line.note, line.status, line.completed_at,
          line.completion_mismatch, line.completion_note
     from ${LIST_LINES} order by given.id, line.place
   on conflict (shopping_list_id, part_id) do update set seller_id = excluded.seller_id, needed = excluded.needed,
          ordered = excluded.ordered, received = excluded.received, note = excluded.note, status = excluded.status,
          completed_at = excluded.completed_at, completion_mismatch = excluded.completion_mismatch,
          completion_note = excluded.completion_note,
          order_number = case when excluded.status <> 'new' then l.order_number end`,
  {},
)

/** Deletes what is said of sellers of the lists that their new contents do not name. */
export const DELETE_GROUPS_NOT_GIVEN = statement(
  `delete from shopping_list_sellers g using ${LISTS}, sellers s
    where g.shopping_list_id = given.id and s.id = g.seller_id
      and not exists (select from json_array_elements(given.content -> 'groups') line where line ->> 'seller' = s.name)`,
  {},
)

export const SET_LIST_GROUPS = statement(
  `insert into shopping_list_sellers (shopping_list_id, seller_id, note, status)
   select given.id, s.id, line.note, line.status
     from ${LISTS}
    cross join lateral json_to_recordset(given.content -> 'groups') as line (seller text, note text, status text)
     join sellers s on s.name = line.seller
   on conflict (shopping_list_id, seller_id) do update set note = excluded.note, status = excluded.status`,
  {},
)

/** What the shopping lists `$1` hold. */
export const LIST_CONTENTS = statement(
  `select list.id, ${LIST_CONTENT} as content from shopping_lists list where list.id = any ($1::int[])`,
  { id: int, content: json<ListContent>() },
)
