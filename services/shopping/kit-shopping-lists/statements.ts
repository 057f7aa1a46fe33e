import { changedByValue, changedInRows } from '../../../plugins/database/change.ts'
import { bigint, bool, int, json, nullable, statement, text } from '../../../plugins/database/statement.ts'
import { jsonList } from '../../json-list.ts'
import { listPerKit } from '../../kits/kits/per-kit.ts'
import type { KitLink } from './link-schemas.ts'
import { KIT_CHIPS, KIT_LINKS } from './link-sql.ts'
import type { KitChip } from './schemas.ts'

const NEWEST_FIRST = 'order by link.created_at desc, link.id desc'

/** The link `$1`. */
export const KIT_LINK = statement(`${KIT_LINKS} where link.id = $1`, {
  id: int,
  shopping_list_id: int,
  shopping_list_name: text(),
  status: text<KitLink['status']>(),
  requested_units: int,
  honor_reserved: bool,
  snapshot_kit_updated_at: text(),
  is_stale: bool,
  created_at: text(),
  updated_at: text(),
})

/** All links of the kit `$1`, the newest first. */
export const LINKS_OF_KIT = statement(
  `select ${jsonList(`${KIT_LINKS} where link.kit_id = $1 ${NEWEST_FIRST}`)} as links from kits where id = $1`,
  { links: json<KitLink[]>() },
)

/** The links of each of the kits `$1`, the newest first; those to done lists only when `$2`. */
export const LINKS_PER_KIT = listPerKit<KitLink>(
  `${KIT_LINKS} where link.kit_id = wanted.id and ($2::boolean or list.status <> 'done') ${NEWEST_FIRST}`,
)

/** The kits that were pushed to the list `$1`, the newest link first. */
export const KITS_OF_LIST = statement(
  `select ${jsonList(`${KIT_CHIPS} where link.shopping_list_id = $1 ${NEWEST_FIRST}`)} as kits
     from shopping_lists where id = $1`,
  { kits: json<KitChip[]>() },
)

/** Deletes the link `$1`. */
export const DELETE_LINK = statement(
  'delete from kit_shopping_list_links where id = $1 returning kit_id, shopping_list_id',
  { kit_id: int, shopping_list_id: int },
  changedInRows('kit', 'kit_id'),
  changedInRows('shopping_list', 'shopping_list_id'),
)

/** Locks the kit `$1` against changes. */
export const LOCK_PUSHED_KIT = statement('select name, status, build_target from kits where id = $1 for share', {
  name: text(),
  status: text<KitChip['kit_status']>(),
  build_target: int,
})

/** Links the kit `$1` to the list `$2`, for `$3` units; `$4` says whether reserved stock was left to other kits. */
export const LINK_KIT = statement(
  `insert into kit_shopping_list_links
     (kit_id, shopping_list_id, requested_units, honor_reserved, snapshot_kit_updated_at, snapshot_kit_version)
   select id, $2, $3, $4, updated_at, version from kits where id = $1
   on conflict (kit_id, shopping_list_id) do update
     set requested_units = excluded.requested_units, honor_reserved = excluded.honor_reserved,
         snapshot_kit_updated_at = excluded.snapshot_kit_updated_at,
         snapshot_kit_version = excluded.snapshot_kit_version
   returning id`,
  { id: int },
  changedByValue('kit', 1),
  changedByValue('shopping_list', 2),
)

/**
 * What must be bought to build `$2` units of the kit `$1`, in the order of its contents. When `$3`, other active kits
 * keep what they reserve. A quantity may be more than a line of a list can hold.
 */
export const MISSING_PARTS = statement(
  `select c.part_id, c.note, need.quantity
     from kit_contents c
    cross join lateral (select coalesce(sum(qty), 0) as qty from part_locations where part_id = c.part_id) stock
    cross join lateral (
      select coalesce(sum(o.required_per_unit::bigint * k.build_target), 0)::bigint as qty
        from kit_contents o join kits k on k.id = o.kit_id
       where $3 and o.part_id = c.part_id and k.status = 'active' and k.id <> c.kit_id) reserved
    cross join lateral (
      select c.required_per_unit::bigint * $2::bigint - greatest(stock.qty - reserved.qty, 0) as quantity) need
    where c.kit_id = $1 and need.quantity > 0
    order by c.id`,
  { part_id: int, note: nullable(text()), quantity: bigint },
)

/** Adds the needs `$2`, a list in JSON, to the lines of the list `$1`; a part without a line gets a new one. */
export const MERGE_NEEDS = statement(
  `insert into shopping_list_lines as line (shopping_list_id, part_id, needed, note)
   select $1, need.part_id, need.quantity, need.note
     from jsonb_to_recordset($2::jsonb) as need (place int, part_id int, quantity int, note text)
    order by need.place
   on conflict (shopping_list_id, part_id) do update set needed = line.needed + excluded.needed,
     note = nullif(concat_ws(E'\\n', nullif(line.note, ''), excluded.note), '')`,
  {},
)

/** Appends the notes of the needs `$2` to the lines of the list `$1` that are ordered or done. */
export const NOTE_LATE_NEEDS = statement(
  `update shopping_list_lines line
      set note = concat_ws(E'\\n', nullif(line.note, ''), need.late_note || ' after line was ' || line.status)
     from jsonb_to_recordset($2::jsonb) as need (part_id int, late_note text)
    where line.shopping_list_id = $1 and line.part_id = need.part_id and line.status <> 'new'`,
  {},
)
