import { bigint, float, int, json, statement, text } from '../../../plugins/database/statement.ts'
import { countedBoxes, IS_LOW, markedParts, partsOf, TODAY } from './figure-sql.ts'
import { countedByHour } from './hour-sql.ts'

/** Every box by number, with its pieces, the locations that hold some, and how many parts in it are low. */
export const SHELF = statement(
  `with ${markedParts()}
   select b.box_no, b.description, b.capacity, coalesce(counted.pieces, kept.pieces, 0) as pieces,
          array_to_json(coalesce(counted.slots, kept.slots, '{}')) as occupied, coalesce(low.parts, 0)::int as low_parts
     from boxes b
     left join box_figures kept on kept.box_no = b.box_no
     left join (${countedBoxes('figure_marks')}) counted on counted.box_no = b.box_no
     left join (
       select l.box_no, count(distinct l.part_id) as parts
         from (${partsOf(IS_LOW)}) few join part_locations l using (part_id)
        group by l.box_no
     ) low on low.box_no = b.box_no
    order by b.box_no`,
  { box_no: int, description: text(), capacity: int, pieces: bigint, occupied: json<number[]>(), low_parts: int },
)

/**
 * Pieces that came and went on each of the last `$1` days, days of UTC, the oldest first; moves from one location to
 * another are neither.
 */
export const MOVEMENTS_BY_DAY = statement(
  `with days as (
     select d::date as day from generate_series(${TODAY} - ($1::int - 1), ${TODAY}, interval '1 day') d),
   open_days as (
     select days.day, marked.day is not null as is_marked
       from days
       left join (select distinct day from figure_marks where day is not null) marked on marked.day = days.day
      where marked.day is not null or not exists (select from day_figures f where f.day = days.day))
   select to_char(d.day, 'YYYY-MM-DD') as day, coalesce(counted.came, kept.came, 0)::float8 as pieces_in,
          coalesce(counted.went, kept.went, 0)::float8 as pieces_out
     from days d
     left join day_figures kept on kept.day = d.day
     left join (${countedByHour('open_days')}) counted on counted.day = d.day
    order by d.day`,
  { day: text(), pieces_in: float, pieces_out: float },
)
