import { partBriefSql } from '../../catalogue/parts/part-brief.ts'
import { coverUrlSql } from '../../documents/documents/cover-sql.ts'
import { PICK_LIST_SUMMARIES } from '../pick-lists/pick-list-queries.ts'

/** Columns that the overview and the detail of kits `k` share. */
const COLUMNS = `
  k.id, k.name, k.description, k.status, k.build_target, iso_utc(k.archived_at) as archived_at,
  iso_utc(k.updated_at) as updated_at, ${coverUrlSql('k.attachment_set_id')} as cover_url,
  (select count(*) from kit_shopping_list_links link join shopping_lists list on list.id = link.shopping_list_id
    where link.kit_id = k.id and list.status = 'active') as shopping_list_badge_count,
  (select count(*) from kit_pick_lists l where l.kit_id = k.id and l.status <> 'completed') as pick_list_badge_count,
  k.status = 'archived' as is_archived`

/**
 * Kits of status `$1` whose name or description contains `$2`, a pattern whose wildcards are escaped; the one that
 * changed last first, at most `$3`.
 */
export const KIT_OVERVIEW = `
  select ${COLUMNS} from kits k
   where k.status = $1 and ($2::text is null or k.name ilike $2 or k.description ilike $2)
   order by k.updated_at desc, k.id desc limit $3`

const KIT_COLUMNS = `${COLUMNS}, k.attachment_set_id, iso_utc(k.created_at) as created_at`

/** The kit `$1`. */
export const KIT = `select ${KIT_COLUMNS} from kits k where k.id = $1`

/**
 * Selects contents `c`, with the stock and what other active kits reserve of it; a condition and an order may follow.
 * Whether the kit itself is archived makes no difference.
 */
const CONTENTS = `
  select c.id, c.kit_id, c.part_id, c.required_per_unit, c.note, c.version, iso_utc(c.created_at) as created_at,
         iso_utc(c.updated_at) as updated_at,
         ${partBriefSql('p', 'stock.qty')} as part,
         need.qty as total_required, stock.qty as in_stock, others.qty as reserved, rest.qty as available,
         greatest(need.qty - rest.qty, 0) as shortfall, others.usages as active_reservations
    from kit_contents c
    join kits own on own.id = c.kit_id
    join parts p on p.id = c.part_id
   cross join lateral (select c.required_per_unit::bigint * own.build_target as qty) need
   cross join lateral (select coalesce(sum(s.qty), 0) as qty from part_locations s where s.part_id = c.part_id) stock
   cross join lateral (
     select coalesce(sum(u.reserved_quantity), 0)::bigint as qty, coalesce(json_agg(u), '[]') as usages
       from (select k.id as kit_id, k.name as kit_name, k.status, k.build_target, o.required_per_unit,
                    o.required_per_unit::bigint * k.build_target as reserved_quantity,
                    iso_utc(k.updated_at) as updated_at
               from kit_contents o join kits k on k.id = o.kit_id
              where o.part_id = c.part_id and k.status = 'active' and k.id <> c.kit_id
              order by k.name, k.id) u) others
   cross join lateral (select greatest(stock.qty - others.qty, 0) as qty) rest`

/** The content `$1`. */
export const KIT_CONTENT = `${CONTENTS} where c.id = $1`

/** Selects the links of kits `link.kit_id` to shopping lists; a condition and an order may follow. */
export const KIT_LINKS = `
  select link.id, link.shopping_list_id, list.name as shopping_list_name, list.status, link.requested_units,
         link.honor_reserved, iso_utc(link.snapshot_kit_updated_at) as snapshot_kit_updated_at,
         kit.updated_at > link.snapshot_kit_updated_at as is_stale,
         iso_utc(link.created_at) as created_at, iso_utc(link.updated_at) as updated_at
    from kit_shopping_list_links link
    join shopping_lists list on list.id = link.shopping_list_id
    join kits kit on kit.id = link.kit_id`

function listSql(query: string): string {
  return `(select coalesce(json_agg(item), '[]') from (${query}) item)`
}

/** The kit `$1` with its contents, links and pick lists, in one statement. */
export const KIT_DETAIL = `
  select ${KIT_COLUMNS},
         ${listSql(`${CONTENTS} where c.kit_id = $1 order by p.key, c.id`)} as contents,
         ${listSql(`${KIT_LINKS} where link.kit_id = $1 order by link.created_at, link.id`)} as shopping_list_links,
         ${listSql(`${PICK_LIST_SUMMARIES} where l.kit_id = $1 order by l.created_at, l.id`)} as pick_lists
    from kits k where k.id = $1`
