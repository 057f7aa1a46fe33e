import { bigint, int, json, statement, text } from '../../../plugins/database/statement.ts'
import type { Pile } from './allocation.ts'

/** What a statement on `NEEDS` answers. */
const NEED = { contentId: int, partKey: text(), requiredPerUnit: int, reserved: bigint, piles: json<Pile[]>() }

/**
 * What kit contents `c` need and where their parts are; a condition on `c` follows. A pile is held by the open lines of
 * every pick list that take the same part from the same location, but for the line `$2`, which may be null.
 */
const NEEDS = `
  select c.id as "contentId", p.key as "partKey", c.required_per_unit as "requiredPerUnit",
         (select coalesce(sum(o.required_per_unit::bigint * k.build_target), 0)::bigint
            from kit_contents o join kits k on k.id = o.kit_id
           where o.part_id = c.part_id and k.status = 'active' and k.id <> c.kit_id) as reserved,
         (select coalesce(json_agg(json_build_object('locationId', s.location_id, 'qty', s.qty, 'held', held.qty)
                                   order by s.qty, s.box_no, s.loc_no, s.id), '[]')
            from part_locations s
           cross join lateral (
             select coalesce(sum(line.quantity_to_pick), 0) as qty
               from kit_pick_list_lines line join kit_contents o on o.id = line.kit_content_id
              where line.location_id = s.location_id and line.status = 'open' and o.part_id = s.part_id
                and line.id is distinct from $2::int) held
           where s.part_id = c.part_id) as piles
    from kit_contents c join parts p on p.id = c.part_id`

/** What the kit `$1` needs, by content id. `$2` is null. */
export const NEEDS_OF_KIT = statement(`${NEEDS} where c.kit_id = $1 order by c.id`, NEED)

/** What the content `$1` needs, as if the line `$2` did not exist. */
export const NEED_OF_CONTENT = statement(`${NEEDS} where c.id = $1`, NEED)

/** Locks parts; rows that refer to them may still be added. */
function lockParts(of: 'kit_id' | 'id') {
  return statement(
    `select from parts where id in (select part_id from kit_contents where ${of} = $1) order by id for no key update`,
    {},
  )
}

function lockPiles(of: 'kit_id' | 'id') {
  return statement(
    `select from part_locations where part_id in (select part_id from kit_contents where ${of} = $1)
      order by part_id, box_no, loc_no for update`,
    {},
  )
}

/** Locks the parts of the kit, or of the content, `$1`. */
export const LOCK_PARTS = { ofKit: lockParts('kit_id'), ofContent: lockParts('id') }

/** Locks the stock of these parts. */
export const LOCK_PILES = { ofKit: lockPiles('kit_id'), ofContent: lockPiles('id') }

/** Where the part with the key `$1` lies, by address. */
export const PLACES_OF_PART = statement(
  `select l.box_no, l.loc_no, l.qty from part_locations l join parts p on p.id = l.part_id
    where p.key = $1 order by l.box_no, l.loc_no`,
  { box_no: int, loc_no: int, qty: int },
)
