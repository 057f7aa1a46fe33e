import { changedByValue, changedInRows } from '../../../plugins/database/change.ts'
import { bigint, int, json, nullable, statement, text } from '../../../plugins/database/statement.ts'
import { isBehind, positionOf } from '../../page-position.ts'
import { KIT_ROW, KIT_SUMMARY_ROW } from './kit-row.ts'
import { KIT_COLUMNS, KIT_CONTENTS, KIT_SUMMARY_COLUMNS } from './kit-sql.ts'
import type { KitContentDto, KitSummary, PartKitUsage } from './schemas.ts'

function kitOverview(condition = '') {
  return statement(
    `select ${KIT_SUMMARY_COLUMNS}, ${positionOf('k.updated_at')} from kits k
      where k.status = $1 and ($2::text is null or normalize(k.name, nfkc) ilike $2
                             or normalize(k.description, nfkc) ilike $2) ${condition}
      order by k.updated_at desc, k.id desc limit $3`,
    { ...KIT_SUMMARY_ROW, position: bigint },
  )
}

/**
 * Kits of status `$1` whose name or description contains `$2`, a pattern whose wildcards are escaped; the one that
 * changed last first, at most `$3`; or those behind the position `$4`, `$5`. The pattern is in the Unicode form NFKC.
 */
export const KIT_OVERVIEW = {
  newest: kitOverview(),
  after: kitOverview(`and ${isBehind('k.updated_at, k.id', '$4', '$5')}`),
}

/** How many units of the kits of status `$1` can be built of what other active kits leave, as in their details. */
export const KITS_BUILDABLE = statement(
  `with reserved as (
     select o.part_id, sum(o.required_per_unit::bigint * other.build_target)::bigint as qty
       from kit_contents o join kits other on other.id = o.kit_id
      where other.status = 'active'
      group by o.part_id
   )
   select k.id as kit_id, min(rest.qty / c.required_per_unit)::bigint as units,
          count(c.id) filter (where rest.qty < need.qty) as short_parts
     from kits k
     left join kit_contents c on c.kit_id = k.id
     left join reserved on reserved.part_id = c.part_id
    cross join lateral (select c.required_per_unit::bigint * k.build_target as qty) need
    cross join lateral (
      select coalesce(sum(s.qty), 0)::bigint as qty from part_locations s where s.part_id = c.part_id) stock
    cross join lateral (
      select greatest(stock.qty - coalesce(reserved.qty, 0) + case k.status when 'active' then need.qty else 0 end, 0)
             as qty) rest
    where k.status = $1
    group by k.id
    order by k.id`,
  { kit_id: int, units: nullable(bigint), short_parts: bigint },
)

/** The kit `$1`. */
export const KIT = statement(`select ${KIT_COLUMNS}, k.version from kits k where k.id = $1`, {
  ...KIT_ROW,
  version: bigint,
})

/** The content `$1`. */
export const KIT_CONTENT = statement(`${KIT_CONTENTS} where c.id = $1`, {
  id: int,
  kit_id: int,
  part_id: int,
  required_per_unit: int,
  note: nullable(text()),
  version: bigint,
  created_at: text(),
  updated_at: text(),
  part: json<KitContentDto['part']>(),
  total_required: bigint,
  in_stock: bigint,
  reserved: bigint,
  available: bigint,
  shortfall: bigint,
  active_reservations: json<PartKitUsage[]>(),
})

/** Locks the kit `$1`; rows that refer to it may still be added. */
export const LOCK_KIT = statement(
  'select id, name, status, attachment_set_id, version from kits where id = $1 for no key update',
  { id: int, name: text(), status: text<KitSummary['status']>(), attachment_set_id: int, version: bigint },
)

/** Sets the time of the last change of the kit `$1` to now. */
export const TOUCH_KIT = statement(
  'update kits set updated_at = clock_timestamp() where id = $1',
  {},
  changedByValue('kit', 1),
)

export const ARCHIVE_KIT = statement(
  `update kits set status = 'archived', archived_at = clock_timestamp() where id = $1`,
  {},
  changedByValue('kit', 1),
)

export const UNARCHIVE_KIT = statement(
  `update kits set status = 'active', archived_at = null where id = $1`,
  {},
  changedByValue('kit', 1),
)

/** Locks the pick lists of the kit `$1`. */
export const LOCK_PICK_LISTS_OF_KIT = statement(
  'select from kit_pick_lists where kit_id = $1 order by id for update',
  {},
)

export const DELETE_PICK_LISTS_OF_KIT = statement(
  'delete from kit_pick_lists where kit_id = $1 returning id',
  { id: int },
  changedInRows('pick_list', 'id'),
)

export const DELETE_KIT = statement('delete from kits where id = $1', {}, changedByValue('kit', 1))

/** The version of the content `$1`, if it is one of the kit `$2`. */
export const CONTENT_OF_KIT = statement('select version from kit_contents where id = $1 and kit_id = $2', {
  version: bigint,
})

export const DELETE_CONTENT = statement('delete from kit_contents where id = $1', {})

/** The number of kits of each status. */
export const COUNT_KITS = statement(
  `select coalesce(sum(kits) filter (where status = 'active'), 0)::int as active,
          coalesce(sum(kits) filter (where status = 'archived'), 0)::int as archived
     from (select status, count(*) as kits from kits group by status) by_status`,
  { active: int, archived: int },
)

/** The first kit by name that contains the part `$1`. */
export const KIT_WITH_PART = statement(
  'select k.name from kit_contents c join kits k on k.id = c.kit_id where c.part_id = $1 order by k.name limit 1',
  { name: text() },
)

/** A kit that contains one of the parts `$1`, and that part. */
export const KIT_WITH_PARTS = statement(
  `select k.name, p.key from kit_contents c join kits k on k.id = c.kit_id join parts p on p.id = c.part_id
    where c.part_id = any ($1::int[]) order by k.name, p.key limit 1`,
  { name: text(), key: text() },
)

/** Of each of the parts `$1` that kits contain the first kit by name. */
export const KITS_WITH_PARTS = statement(
  `select distinct on (c.part_id) c.part_id, k.name from kit_contents c join kits k on k.id = c.kit_id
    where c.part_id = any ($1::int[]) order by c.part_id, k.name`,
  { part_id: int, name: text() },
)

/** How active kits use the parts `$1`, by name and id of the kit. */
export const USAGES_OF_PARTS = statement(
  `select c.part_id, k.id as kit_id, k.name as kit_name, k.status, k.build_target, c.required_per_unit,
          c.required_per_unit::bigint * k.build_target as reserved_quantity, iso_utc(k.updated_at) as updated_at
     from kit_contents c join kits k on k.id = c.kit_id and k.status = 'active'
    where c.part_id = any ($1::int[])
    order by k.name, k.id`,
  {
    part_id: int,
    kit_id: int,
    kit_name: text(),
    status: text<KitSummary['status']>(),
    build_target: int,
    required_per_unit: int,
    reserved_quantity: bigint,
    updated_at: text(),
  },
)
