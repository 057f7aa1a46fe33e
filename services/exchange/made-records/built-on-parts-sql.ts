import { changedFields, changedSince, mayDiffer, PART_STATE } from './part-state-sql.ts'

/** SQL conditions that hold for what the maker of a part has written itself: nothing of it is in the way. */
interface OwnLines {
  /** Of a line `c` of a kit. */
  kit: string
  /** Of a line `l` of a shopping list. */
  list: string
}

/** A maker of parts that writes no lines. */
export const NO_LINES: OwnLines = { kit: 'false', list: 'false' }

/** SQL for the kits and lists that name a part `p`, as `{kits: [id], lists: [id]}`. Most new parts are in none. */
export const USES_OF_PART = `
  case when exists (select from kit_contents where part_id = p.id) or exists (select from kit_unfitted where part_id = p.id)
         or exists (select from kit_alternates where part_id = p.id)
         or exists (select from shopping_list_lines where part_id = p.id)
  then jsonb_strip_nulls(jsonb_build_object(
    'kits', (select jsonb_agg(kit_id) from (
               select kit_id from kit_contents where part_id = p.id
               union select kit_id from kit_unfitted where part_id = p.id
               union select c.kit_id from kit_alternates a join kit_contents c on c.id = a.kit_content_id
                      where a.part_id = p.id) kits),
    'lists', (select jsonb_agg(shopping_list_id) from shopping_list_lines where part_id = p.id))) else '{}' end`

/**
 * SQL for what is in the way of deleting parts that something has made: what was built on them, and changes by others.
 * It answers `owner` and `reason`.
 *
 * It reads `made (owner, part_id, noted, version, uses, operations)`: who has made the part, which state, version and uses of
 * it were noted (null when none were), and the operations whose stock goes with it. `is true` keeps PostgreSQL from reading
 * all rows of a large operation for each part: they are found by the part.
 */
export function builtOnParts(own: OwnLines): string {
  const isOwnKit = "(w.uses -> 'kits') @> to_jsonb(k.id)"
  const changed = changedFields('w.noted', 'state.now')
  return `
    select w.owner, 'the part ' || p.key || ' was put into the kit ' || k.name as reason
      from made w join parts p on p.id = w.part_id
      join kit_contents c on c.part_id = p.id join kits k on k.id = c.kit_id
     where not coalesce(${isOwnKit}, ${own.kit})
    union all
    select w.owner, 'the part ' || p.key || ' was made an alternate in the kit ' || k.name
      from made w join parts p on p.id = w.part_id
      join kit_alternates a on a.part_id = p.id
      join kit_contents c on c.id = a.kit_content_id join kits k on k.id = c.kit_id
     where not coalesce(${isOwnKit}, false)
    union all
    select w.owner, 'the kit ' || k.name || ' names the part ' || p.key || ' as one that is not fitted'
      from made w join parts p on p.id = w.part_id
      join kit_unfitted u on u.part_id = p.id join kits k on k.id = u.kit_id
     where not coalesce(${isOwnKit}, false)
    union all
    select w.owner, 'the part ' || p.key || ' was put onto the list ' || s.name
      from made w join parts p on p.id = w.part_id
      join shopping_list_lines l on l.part_id = p.id join shopping_lists s on s.id = l.shopping_list_id
     where not coalesce((w.uses -> 'lists') @> to_jsonb(s.id), ${own.list})
    union all
    select w.owner, 'the part ' || p.key || ' has documents'
      from made w join parts p on p.id = w.part_id
     where exists (select from attachments a where a.attachment_set_id = p.attachment_set_id)
    union all
    select w.owner, 'the part ' || p.key || ' has other stock'
      from made w join parts p on p.id = w.part_id
     where (select coalesce(sum(s.qty), 0) from part_locations s where s.part_id = p.id)
           > (select coalesce(sum(h.delta_qty), 0) from quantity_history h
               where h.part_id = p.id and (h.operation_id = any (w.operations)) is true)
    union all
    select w.owner, ${changedSince("'the part ' || p.key", changed)}
      from made w join parts p on p.id = w.part_id cross join lateral (select ${PART_STATE} as now) state
     where w.noted is not null and ${mayDiffer('w.noted', 'w.version')} and w.noted <> state.now`
}
