import { bigint, float, int, json, statement, text } from '../../../plugins/database/statement.ts'
import { IS_LOW, markedParts, partsOf } from './figure-sql.ts'

/** Every box by number, with its pieces, the locations that hold some, and how many parts in it are low. */
export const SHELF = statement(
  `with ${markedParts()}
   select b.box_no, b.description, b.capacity, coalesce(held.pieces, 0)::bigint as pieces,
          coalesce(held.occupied, '[]'::json) as occupied, coalesce(low.parts, 0)::int as low_parts
     from boxes b
     left join (
       select l.box_no, count(distinct l.part_id) as parts
         from (${partsOf(IS_LOW)}) few join part_locations l using (part_id)
        group by l.box_no
     ) low using (box_no)
     left join (
       select box_no, sum(pieces) as pieces, json_agg(loc_no order by loc_no) as occupied
         from (select box_no, loc_no, sum(qty) as pieces from part_locations group by box_no, loc_no) slots
        group by box_no
     ) held using (box_no)
    order by b.box_no`,
  { box_no: int, description: text(), capacity: int, pieces: bigint, occupied: json<number[]>(), low_parts: int },
)

/**
 * Pieces that came and went on each of the last `$1` days, days of UTC, the oldest first; moves from one location to
 * another are neither.
 */
export const MOVEMENTS_BY_DAY = statement(
  `select to_char(d.day, 'YYYY-MM-DD') as day, coalesce(moved.came, 0)::float8 as pieces_in,
          coalesce(moved.went, 0)::float8 as pieces_out
     from generate_series(
            (now() at time zone 'UTC')::date - ($1::int - 1), (now() at time zone 'UTC')::date, interval '1 day') d(day)
     left join (
       select (timestamp at time zone 'UTC')::date as day, sum(greatest(delta_qty, 0)) as came,
              -sum(least(delta_qty, 0)) as went
         from quantity_history
        where timestamp >= ((now() at time zone 'UTC')::date - ($1::int - 1)) at time zone 'UTC'
          and reason <> 'move'
        group by 1
     ) moved on moved.day = d.day::date
    order by d.day`,
  { day: text(), pieces_in: float, pieces_out: float },
)
