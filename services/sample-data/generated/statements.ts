import { float, int, statement, text } from '../../../plugins/database/statement.ts'
import { insertStatement } from '../insert-statement.ts'
import { KIT_COLUMNS, LINE_COLUMNS } from '../plan-statements.ts'
import { PART_COLUMNS } from '../statements.ts'

/** The time of the database in seconds, and the number of parts. */
export const CLOCK_AND_PARTS = statement(
  'select extract(epoch from now())::float8 as now, (select count(*)::int from parts) as parts',
  { now: float, parts: int },
)

/**
 * The first `$1` keys that no part has or had, none of the words `$4`, of `$2` keys in all that are visited in steps of
 * `$3`.
 */
export const FREE_KEYS = statement(
  `select c.key
     from generate_series(0, $2::bigint - 1) n,
          lateral (select (n * $3::bigint % $2::bigint)::int as code) permuted,
          lateral (select chr(65 + code / 17576) || chr(65 + code / 676 % 26) || chr(65 + code / 26 % 26)
                          || chr(65 + code % 26) as key) c
     left join parts p on p.key = c.key
     left join retired_parts r on r.key = c.key
    where p.id is null and r.id is null and c.key <> all ($4::text[]) order by n limit $1`,
  { key: text() },
)

/** Adds those of the sellers with the names `$1` and websites `$2` that are missing. */
export const ADD_MISSING_SELLERS = statement(
  `insert into sellers (name, website) select name, website from unnest($1::text[], $2::text[]) as s(name, website)
   on conflict (name) do nothing`,
  {},
)

/** The sellers with the names `$1`. */
export const SELLERS_BY_NAME = statement('select id, name from sellers where name = any($1::text[])', {
  id: int,
  name: text(),
})

/** Adds `$1` boxes with `$2` locations each. */
export const ADD_NAMED_BOXES = statement(
  `with added as (
     insert into boxes (description, capacity)
     select (array['Drawer cabinet', 'Assortment box', 'SMD book', 'Shelf', 'Reel rack', 'Crate', 'Sample kit'])[n % 7 + 1]
            || ' ' || (array['resistors', 'capacitors', 'semiconductors', 'connectors', 'mechanics', 'modules', 'mixed',
                             'to be sorted'])[n / 7 % 8 + 1] || ' ' || n, $2::int
       from generate_series(1, $1::int) n
     returning id, box_no, capacity
   )
   insert into locations (box_id, box_no, loc_no)
   select added.id, added.box_no, loc_no from added, generate_series(1, added.capacity) loc_no`,
  {},
)

export const ADD_GENERATED_PARTS = insertStatement('parts', { ...PART_COLUMNS, updated_at: 'timestamptz' })

/** Makes the first picture of each of the sets `$1` its cover. */
export const SET_COVERS = statement(
  `update attachment_sets s set cover_attachment_id = first.id
     from (select attachment_set_id, min(id) as id from attachments
            where attachment_type = 'image' and attachment_set_id = any($1::int[]) group by attachment_set_id) first
    where first.attachment_set_id = s.id`,
  {},
)

export const COUNT_KITS = statement('select count(*)::int as count from kits', { count: int })
export const ADD_GENERATED_KITS = insertStatement('kits', KIT_COLUMNS)

/** Adds a completed pick list for every other one of the kits `$1`, from withdrawals of its parts. */
export const ADD_COMPLETED_PICK_LISTS = statement(
  `with lists as (
     insert into kit_pick_lists (kit_id, requested_units, status, completed_at)
     select id, 1 + id % 3, 'completed', now() - interval '1 day' * (id % 400 + 1)
       from kits where id = any($1::int[]) and id % 2 = 0
     returning id, kit_id
   )
   insert into kit_pick_list_lines (pick_list_id, kit_content_id, location_id, quantity_to_pick, status, picked_at,
                                    inventory_change_id)
   select lists.id, c.id, l.id, -h.delta_qty, 'completed', h.timestamp, h.id
     from lists join kit_contents c on c.kit_id = lists.kit_id,
          lateral (select id, delta_qty, timestamp, location_reference from quantity_history
                    where part_id = c.part_id and delta_qty < 0 order by timestamp desc, id desc limit 1) h
          join locations l on l.box_no = split_part(h.location_reference, '-', 1)::int
                          and l.loc_no = split_part(h.location_reference, '-', 2)::int`,
  {},
)

/** Adds an open pick list for every eighth active one of the kits `$1`. */
export const ADD_OPEN_PICK_LISTS = statement(
  `with lists as (
     insert into kit_pick_lists (kit_id, requested_units, status)
     select id, 1 + id % 2, 'open' from kits where id = any($1::int[]) and id % 8 = 1 and status = 'active'
     returning id, kit_id
   )
   insert into kit_pick_list_lines (pick_list_id, kit_content_id, location_id, quantity_to_pick)
   select lists.id, c.id, s.location_id, least(c.required_per_unit, s.qty / 4)
     from lists join kit_contents c on c.kit_id = lists.kit_id,
          lateral (select location_id, qty from part_locations
                    where part_id = c.part_id and qty >= 8 order by qty desc, id limit 1) s`,
  {},
)

export const COUNT_SHOPPING_LISTS = statement('select count(*)::int as count from shopping_lists', { count: int })
export const ADD_GENERATED_LINES = insertStatement('shopping_list_lines', { ...LINE_COLUMNS, completion_note: 'text' })

/** Links every third one of the shopping lists `$1` to one of the kits `$2`. */
export const LINK_LISTS_TO_KITS = statement(
  `insert into kit_shopping_list_links (kit_id, shopping_list_id, requested_units, honor_reserved,
                                        snapshot_kit_updated_at, snapshot_kit_version)
   select k.id, l.id, 1 + l.id % 4, l.id % 2 = 0, k.updated_at, k.version - l.id % 2
     from unnest($1::int[]) l(id) join kits k on k.id = ($2::int[])[l.id % cardinality($2::int[]) + 1]
    where l.id % 3 = 0`,
  {},
)

/** Updates the planner's statistics of all tables that are filled. */
export const VACUUM_FILLED_TABLES = statement(
  `vacuum analyze boxes, locations, sellers, attachment_sets, attachments, parts, part_sellers, part_locations,
     operations, quantity_history, kits, kit_contents, kit_pick_lists, kit_pick_list_lines, kit_shopping_list_links, shopping_lists,
     shopping_list_lines, shopping_list_sellers`,
  {},
)
