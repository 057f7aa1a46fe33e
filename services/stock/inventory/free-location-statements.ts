import { bigint, int, statement, text } from '../../../plugins/database/statement.ts'

const ADDRESS = { box_no: int, loc_no: int }
const FREE = 'not exists (select 1 from part_locations stock where stock.location_id = l.id)'

/** The free location with the lowest address. */
export const FREE_LOCATION = statement(
  `select l.box_no, l.loc_no from locations l where ${FREE} order by l.box_no, l.loc_no limit 1`,
  ADDRESS,
)

/**
 * SQL for the first free location of the box that holds most parts of a type; without such a box the first one of all. Full
 * boxes are walked only until one with a free location.
 *
 * @param type SQL for the type; null stands for none.
 */
export function freeLocationNear(type: string): string {
  return `
  select ranked.box_no, slot.loc_no
    from (select b.box_no from boxes b
            left join (select stock.box_no, count(distinct stock.part_id) as parts
                         from part_locations stock join parts alike on alike.id = stock.part_id
                        where alike.type_id = ${type} group by stock.box_no) kin using (box_no)
           order by coalesce(kin.parts, 0) desc, b.box_no) ranked
   cross join lateral (
     select l.loc_no from locations l where l.box_no = ranked.box_no and ${FREE} order by l.loc_no limit 1) slot
   limit 1`
}

/** The free location for a part of type `$1`. */
export const FREE_LOCATION_NEAR_TYPE = statement(freeLocationNear('$1'), ADDRESS)

const SLOT = { ...ADDRESS, box_description: text(), pieces: bigint, parts_alike: int }

/**
 * At most `$2` free locations for the part with the id `$1`, one of a box: first the one next to where it lies, then in the boxes
 * with most parts of its type, then in the others by number. The boxes are walked in that order only until enough have one.
 */
export const FREE_SLOTS = statement(
  `with own as materialized (
     select box_no, sum(qty)::bigint as pieces, min(loc_no) as loc_no
       from part_locations where part_id = $1 group by box_no
   ), kin as materialized (
     select stock.box_no, count(distinct stock.part_id)::int as parts
       from part_locations stock join parts p on p.id = stock.part_id
      where p.type_id = (select type_id from parts where id = $1) and p.id <> $1 group by stock.box_no
   ), near as (
     select b.box_no, slot.loc_no, b.description, own.pieces
       from own join boxes b using (box_no)
      cross join lateral (
        select l.loc_no from locations l where l.box_no = b.box_no and ${FREE}
         order by abs(l.loc_no - own.loc_no), l.loc_no limit 1) slot
   ), others as (
     select ranked.box_no, slot.loc_no, ranked.description, 0::bigint as pieces
       from (select b.box_no, b.description from boxes b left join kin using (box_no)
              where not exists (select 1 from own where own.box_no = b.box_no)
              order by coalesce(kin.parts, 0) desc, b.box_no) ranked
      cross join lateral (
        select l.loc_no from locations l where l.box_no = ranked.box_no and ${FREE} order by l.loc_no limit 1) slot
      limit $2
   )
   select found.box_no, found.loc_no, found.description as box_description, found.pieces,
          coalesce(kin.parts, 0) as parts_alike
     from (select * from near union all select * from others) found left join kin using (box_no)
    order by found.pieces desc, parts_alike desc, found.box_no limit $2`,
  SLOT,
)
