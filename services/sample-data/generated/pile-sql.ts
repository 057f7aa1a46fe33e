import { float, int, nullable, statement } from '../../../plugins/database/statement.ts'

/*
 * Statements with the temporary table of piles. The migrated schema does not have it, so these are not among those that
 * are compared with it.
 */

/** Pseudo-random, not negative, and the same for the same arguments. */
const CHANCE = (seed: string) => `(hashint4(${seed}) & 2147483647)`

export const DROP_PILES = statement('drop table if exists pg_temp.generated_piles', {})

/** Piles with their quantity, the time of their first move in seconds, and the number of moves. */
export const CREATE_PILES = statement(
  `create temporary table generated_piles (part_id int, place text, qty int, seed int, since float8, moves int)
   on commit drop`,
  {},
)

export const ANALYZE_PILES = statement('analyze generated_piles', {})

/** How many moves the piles have in all, and when the first pile began. */
export const PILE_TOTALS = statement(
  'select coalesce(sum(moves), 0)::float8 as rows, min(since) as since from generated_piles',
  { rows: float, since: nullable(float) },
)

/** The planner has no statistics of results inside one statement, and would compare every part with every place. */
export const NESTED_LOOPS = {
  off: statement('set local enable_nestloop = off', {}),
  on: statement('set local enable_nestloop = on', {}),
}

/** Adds the stock of the parts `$1`, and stores its piles. */
export const ADD_PILES = statement(
  `with places as materialized (
     select id, box_no, loc_no, row_number() over (order by box_no, loc_no) - 1 as position from locations
   ), wanted as (
     select p.id as part_id, slot, ${CHANCE('p.id * 31 + slot')} as seed, extract(epoch from p.created_at) as since,
            (array[0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 6, 8, 3, 3])[${CHANCE('p.id')} % 16 + 1] as slots
       from parts p, generate_series(1, 8) slot
      where p.id = any($1::int[])
   ), placed as materialized (
     select distinct on (w.part_id, p.box_no, p.loc_no) w.part_id, w.seed, w.since, p.id as location_id, p.box_no, p.loc_no,
            case when w.seed % 7 = 0 then 1 + w.seed / 7 % 5
                 when w.seed % 3 = 0 then 100 * (1 + w.seed / 3 % 50)
                 else 5 + w.seed / 11 % 200 end as qty
       from wanted w join places p on p.position = ${CHANCE('w.seed + 17')} % (select count(*) from locations)
      where w.slot <= w.slots
   ), stocked as (
     insert into part_locations (part_id, box_no, loc_no, location_id, qty)
     select part_id, box_no, loc_no, location_id, qty from placed
   )
   insert into generated_piles (part_id, place, qty, seed, since, moves)
   select part_id, box_no || '-' || loc_no, qty, seed, since,
          case when seed / 13 % 10 < 5 then 1 + seed / 130 % 4
               when seed / 13 % 10 < 9 then 5 + seed / 130 % 10
               else 15 + seed / 130 % 46 end
     from placed`,
  {},
)

/** A delivery and five withdrawals follow one another. */
const CYCLE = 6
/** How much each of the withdrawals takes, in multiples of one amount, and how much the first so many of them take. */
const TAKEN = '(array[1, 2, 1, 3, 1])'
const TAKEN_BY_FIRST = '(array[0, 1, 3, 4, 7, 8])'

/** The piles' moves with a time in [$1, $2), in seconds. Their times are spread over the life of the pile. */
const MOVES = `
  select p.part_id, p.place, p.qty, p.moves, step, step / ${CYCLE} as cycle, step % ${CYCLE} as turn,
         1 + (hashint4(p.seed + step / ${CYCLE}) & 2147483647) % 7 as amount,
         p.since + (step + shift) * pace as at
    from generated_piles p,
         lateral (select ($3::float8 - p.since) / p.moves as pace, p.seed % 1000 / 1000.0::float8 as shift) t,
         generate_series(least(p.moves, greatest(0, ceil(($1::float8 - p.since) / pace - shift)))::int,
                         greatest(0, least(p.moves, ceil(($2::float8 - p.since) / pace - shift)))::int - 1) step`

/** Adds the history of the piles from `$1` up to `$2`, with `$3` as the time of the last moves; all in seconds. */
export const ADD_MOVES = statement(
  `with moves as (${MOVES}), written as (
     insert into quantity_history (part_id, delta_qty, location_reference, timestamp)
     select part_id, delta, place, to_timestamp(at)
       from (select part_id, place, at,
                    case when turn > 0 then -amount * ${TAKEN}[turn]
                         else amount * ${TAKEN_BY_FIRST}[least(${CYCLE}, moves - step)]
                              + case when cycle = 0 then qty else 0 end end as delta
               from moves) m
      where delta <> 0
      order by at returning 1
   )
   select count(*)::int as count from written`,
  { count: int },
)
