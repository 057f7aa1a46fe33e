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

/** People of the workshop; more of them are the first. */
const PEOPLE = `(array['Mara', 'Mara', 'Mara', 'Jonas', 'Jonas', 'Ines'])`
const NOTES = `(array['From the winter order', 'Sorted out of the old cabinet', 'For the workshop evening', 'Prototype',
                      'Repair of the bench supply', 'Lent to the lab next door', 'Last piece of the bag'])`
/** So long ago reasons were not kept yet, in seconds. */
const OLD = '31536000'

/** A UUID of version 7 for a moment in seconds, the same for the same arguments. */
function uuidAt(moment: string, hash: string): string {
  return `(lpad(to_hex(floor(${moment} * 1000)::bigint), 12, '0') || '7' || left(${hash}, 3) || '8' || substr(${hash}, 4, 15))::uuid`
}

/**
 * Adds the history of the piles from `$1` up to `$2`, with `$3` as the time of the last moves; all in seconds. What is
 * not older than a year is an operation with person, reason and now and then a note.
 */
export const ADD_MOVES = statement(
  `with moves as (${MOVES}), changes as materialized (
     select part_id, place, at, delta, dice,
            case when at >= $3 - ${OLD} then ${uuidAt('at', 'hash')} end as operation_id,
            case when at < $3 - ${OLD} then 'unknown' when delta < 0 then 'remove'
                 when dice % 3 = 0 then 'receive' else 'add' end as reason
       from (select part_id, place, at, md5(part_id || ' ' || place || ' ' || step) as hash, ${CHANCE('part_id * 31 + step')} as dice,
                    case when turn > 0 then -amount * ${TAKEN}[turn]
                         else amount * ${TAKEN_BY_FIRST}[least(${CYCLE}, moves - step)]
                              + case when cycle = 0 then qty else 0 end end as delta
               from moves m) m
      where delta <> 0
   ), operations as (
     insert into operations (id, timestamp, reason, actor, actor_name, note)
     select operation_id, to_timestamp(at), reason, 'sample:' || lower(person), person,
            case when dice % 5 = 0 then ${NOTES}[dice / 5 % 7 + 1] end
       from changes, lateral (select ${PEOPLE}[dice / 3 % 6 + 1] as person) who
      where operation_id is not null order by at
   ), written as (
     insert into quantity_history (part_id, delta_qty, location_reference, timestamp, operation_id, reason)
     select part_id, delta, place, to_timestamp(at), operation_id, reason from changes order by at returning 1
   )
   select count(*)::int as count from written`,
  { count: int },
)
