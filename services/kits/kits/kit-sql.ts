import { partBriefSql } from '../../catalogue/parts/part-brief.ts'
import { coverUrlSql } from '../../documents/documents/cover-sql.ts'

/** Columns of `KitSummary` for kits `k`. */
export const KIT_SUMMARY_COLUMNS = `
  k.id, k.name, k.description, k.status, k.build_target, iso_utc(k.archived_at) as archived_at,
  iso_utc(k.updated_at) as updated_at, ${coverUrlSql('k.attachment_set_id')} as cover_url,
  (select count(*) from kit_shopping_list_links link join shopping_lists list on list.id = link.shopping_list_id
    where link.kit_id = k.id and list.status = 'active') as shopping_list_badge_count,
  (select count(*) from kit_pick_lists l where l.kit_id = k.id and l.status <> 'completed') as pick_list_badge_count,
  k.status = 'archived' as is_archived`

/** Columns of `Kit` for kits `k`. */
export const KIT_COLUMNS = `${KIT_SUMMARY_COLUMNS}, k.attachment_set_id, iso_utc(k.created_at) as created_at`

/**
 * Selects contents `c` with their stock and with what other active kits reserve of it; a condition and an order may
 * follow. Whether the kit itself is archived makes no difference.
 */
export const KIT_CONTENTS = `
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
