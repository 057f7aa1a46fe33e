import { bool, int, json, nullable, statement, text } from '../../../../plugins/database/statement.ts'
import { jsonList } from '../../../json-list.ts'
import { earlierReceipts } from '../../../stock/receipts/earlier-receipts-sql.ts'
import { type BookedBefore, isOtherBag } from '../matching/other-bags.ts'

/** A line of a shopping list that a bag may be received for. */
export interface OpenLine {
  id: number
  list_id: number
  list_name: string
  seller_id: number
  ordered: number
  received: number
}

/** The shopping list that somebody receives for, and its line of the part. */
export interface ReceivedList {
  name: string
  /** Null when the part is not on it. */
  status: 'new' | 'ordered' | 'done' | null
  seller: string | null
}

/** A line of a pick list that takes the part, or one that it can stand in for. */
export interface PickLine {
  id: number
  status: 'open' | 'completed'
  quantity: number
  box_no: number
  loc_no: number
  is_part: boolean
  part_key: string
}

/** The line of a pick list that comes next on the way. */
export interface WantedLine {
  part_key: string
  part_description: string
  box_no: number
  loc_no: number
}

/**
 * Whether what a client says of itself exists: the location `$1`-`$2`, or the box `$1` with its first free location, the pick
 * list `$3` and the shopping list `$4`.
 */
export const CONTEXT_FACTS = statement(
  `select exists (select from boxes where box_no = $1) as has_box,
          exists (select from locations where box_no = $1 and loc_no = $2) as has_location,
          (select min(l.loc_no) from locations l
            where l.box_no = $1
              and not exists (select from part_locations p where p.box_no = l.box_no and p.loc_no = l.loc_no)) as free_loc_no,
          exists (select from kit_pick_lists where id = $3) as has_pick_list,
          exists (select from shopping_lists where id = $4) as has_shopping_list`,
  { has_box: bool, has_location: bool, free_loc_no: nullable(int), has_pick_list: bool, has_shopping_list: bool },
)

/** SQL for the next open line of a pick list. */
function wantedOf(list: string): string {
  return `
  select json_build_object('part_key', p.key, 'part_description', left(p.description, 100),
                           'box_no', place.box_no, 'loc_no', place.loc_no)
    from kit_pick_list_lines line
    join kit_contents c on c.id = line.kit_content_id
    join parts p on p.id = c.part_id
    join locations place on place.id = line.location_id
   where line.pick_list_id = ${list} and line.status = 'open'
   order by place.box_no, place.loc_no, line.id limit 1`
}

/** A line of a pick list that takes from the location or the box that was scanned. */
export interface LineAtPlace {
  id: number
  loc_no: number
  quantity: number
  part_key: string
  part_description: string
}

/**
 * What the pick list `$1` takes out of the location `$2`-`$3`, or out of the box `$2` where `$3` is null: its open lines, the next
 * line of the list, and how many parts lie in the location that these lines do not take.
 */
export const PICKS_AT_PLACE = statement(
  `with line as materialized (
     select line.id, place.loc_no, line.quantity_to_pick as quantity, c.part_id, p.key as part_key,
            left(p.description, 100) as part_description
       from kit_pick_list_lines line
       join kit_contents c on c.id = line.kit_content_id
       join parts p on p.id = c.part_id
       join locations place on place.id = line.location_id
      where line.pick_list_id = $1 and line.status = 'open' and place.box_no = $2
        and ($3::int is null or place.loc_no = $3)
      order by place.loc_no, line.id limit 20
   )
   select ${jsonList('select id, loc_no, quantity, part_key, part_description from line order by loc_no, id')} as lines,
          (${wantedOf('$1')}) as wanted,
          (select count(*)::int from part_locations stock
            where stock.box_no = $2 and stock.loc_no = $3
              and stock.part_id not in (select part_id from line)) as others`,
  { lines: json<LineAtPlace[]>(), wanted: nullable(json<WantedLine>()), others: int },
)

/**
 * What may be done with the part `$1`: the ordered lines of shopping lists, from the sellers `$2` unless that is null and of
 * the list `$3` first, its lines of the pick list `$4` and the next line of that one, and the receipts that
 * may have brought the `$11` pieces, with the numbers `$10`, of the order `$5`, its line `$8` and other numbers `$9`, of these sellers; where that is
 * not known, they are asked for only if `$6` is true; whether they are of other bags than `$7` is said. `waiting` is the list on which it is not ordered yet,
 * and `for_list` the list `$3`.
 */
export const PROPOSAL_FACTS = statement(
  `select ${jsonList(`select line.id, list.id as list_id, list.name as list_name, line.seller_id, line.ordered, line.received
                        from shopping_list_lines line join shopping_lists list on list.id = line.shopping_list_id
                       where line.part_id = $1 and line.status = 'ordered' and list.status = 'active'
                         and line.seller_id is not null and ($2::int[] is null or line.seller_id = any ($2))
                       order by list.id is distinct from $3::int, line.received >= line.ordered, line.id limit 5`)} as lines,
          ${jsonList(`select line.id, line.status, line.quantity_to_pick as quantity, place.box_no, place.loc_no,
                             c.part_id = $1 as is_part, p.key as part_key
                        from kit_pick_list_lines line
                        join kit_contents c on c.id = line.kit_content_id
                        join parts p on p.id = c.part_id
                        join locations place on place.id = line.location_id
                       where line.pick_list_id = $4
                         and (c.part_id = $1 or exists (select from kit_alternates a
                                                         where a.kit_content_id = c.id and a.part_id = $1))
                       order by line.status = 'completed', c.part_id <> $1, place.box_no, place.loc_no, line.id
                       limit 20`)} as picks,
          (${wantedOf('$4')}) as wanted,
          ${jsonList(`
            select earlier.*, ${isOtherBag('$7::text')} as is_other_bag
              from (${earlierReceipts(
                `select 1 as n, $1::int as part_id, seller_id, $5::text as order_number, $9::text[] as other_numbers,
                        $8::int as order_line, null::date as ordered_on, $10::text[] as part_numbers, $11::int as qty
                   from unnest(coalesce($2::int[], array[null::int])) seller_id
                  where $6::bool or btrim($5::text) <> ''`,
                { otherParts: true },
              )}) earlier`)} as earlier,
          (select list.name from shopping_list_lines line join shopping_lists list on list.id = line.shopping_list_id
            where line.part_id = $1 and line.status = 'new' and list.status = 'active'
              and (line.seller_id is null or $2::int[] is null or line.seller_id = any ($2))
            order by list.id is distinct from $3::int, line.id limit 1) as waiting,
          (select json_build_object('name', list.name, 'status', line.status, 'seller', seller.name)
             from shopping_lists list
             left join shopping_list_lines line on line.shopping_list_id = list.id and line.part_id = $1
             left join sellers seller on seller.id = line.seller_id
            where list.id = $3
            order by line.status = 'ordered' desc nulls last, line.status = 'new' desc, line.id limit 1) as for_list`,
  {
    lines: json<OpenLine[]>(),
    picks: json<PickLine[]>(),
    wanted: nullable(json<WantedLine>()),
    earlier: json<BookedBefore[]>(),
    waiting: nullable(text()),
    for_list: nullable(json<ReceivedList>()),
  },
)
