import { changedByValue, changedIfAnswered } from '../../../plugins/database/change.ts'
import { bigint, bool, int, json, nullable, statement, text, uuid } from '../../../plugins/database/statement.ts'
import { keyOfPart } from '../../catalogue/retired-parts/key-sql.ts'
import { addLine, markCounted } from './count-sql.ts'
import type { CountingReport, RoundLine } from './schemas.ts'

/**
 * Locks the pile of the part `$1` in the location `$2`-`$3`, and keeps the location from being removed. Without such a pile
 * the part is locked: it keeps new piles from being made, and waits for those that are being made.
 */
export const LOCK_TO_COUNT = lockToCount('select null::int as id')

/** The same, with the round that is open in the box of the location. It is locked first, as other counts of the round do. */
export const LOCK_TO_COUNT_IN_ROUND = lockToCount(
  'select r.id from counting_rounds r join boxes b on b.id = r.box_id where b.box_no = $2 and r.finished_at is null for update of r',
)

function lockToCount(round: string) {
  return statement(
    `with round as (
       ${round}
     ), place as (
       select id from locations where box_no = $2 and loc_no = $3 for key share
     ), pile as (
       select qty from part_locations where part_id = $1 and box_no = $2 and loc_no = $3 for update
     ), part as (
       select id from parts where id = $1 and not exists (select from pile) for update
     )
     select (select id from round) as "roundId", exists (select from place) as "hasLocation", (select qty from pile) as qty,
            exists (select from part) as "hasPart"`,
    { roundId: nullable(int), hasLocation: bool, qty: nullable(int), hasPart: bool },
  )
}

/** Stores that a pile, if there is one, was counted by an operation, and what the pile was before. */
export const MARK_COUNTED = statement(
  `with ${markCounted({ part: '$1', box: '$2', location: '$3', operation: '$4' })}
   select iso_utc(moment) as counted_at from counted`,
  { counted_at: text() },
)

/** The counts of the part `$1` in the location `$2`-`$3` that were not undone. The part may be deleted. */
const STANDING = `
  select o.timestamp, (o.detail ->> 'counted_qty')::int as counted_qty, (o.detail ->> 'difference')::int as difference,
         (o.detail ->> 'round_id')::int as round_id
    from (select operation_id from operation_parts where part_id = $1
          union select operation_id from quantity_history where part_id = $1 and reason = 'count'
          union select operation_id from retired_quantity_history where part_id = $1 and reason = 'count') counts
    join operations o on o.id = counts.operation_id
   where o.reason = 'count' and o.effect = 'count' and o.detail ->> 'box_no' = $2::int::text
     and o.detail ->> 'loc_no' = $3::int::text and not operation_is_undone(o.id)`

/**
 * Those of the operations `$1` whose pile, of the part `$3` in the location `$4`-`$5`, was counted again after the count `$2`
 * with which they began, by a count that was not undone.
 */
export const COUNTED_AGAIN = statement(
  `select asked.id
     from unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[], $5::int[]) asked (id, root, part_id, box_no, loc_no),
          lateral (select id, timestamp from operations where id = asked.root limit 1) root,
          lateral (
            select from operations later
             where later.reason = 'count' and later.effect = 'count' and later.detail ->> 'box_no' = asked.box_no::text
               and later.detail ->> 'loc_no' = asked.loc_no::text and later.detail ->> 'part_id' = asked.part_id::text
               and (later.timestamp, later.id) > (root.timestamp, root.id) and not operation_is_undone(later.id)
             limit 1) again`,
  { id: uuid },
)

/**
 * Those of the operations `$1` that took a count back, the one with which they began being `$2`, of the part `$3` in the
 * location `$4`-`$5`, whose pile had an earlier count with a difference that stood then and was undone since, or the other
 * way round. What the count found as the difference holds for the counts that stood then.
 */
export const COUNTED_OTHERWISE_BEFORE = statement(
  `select asked.id, earlier.was_undone
     from unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[], $5::int[]) asked (id, root, part_id, box_no, loc_no),
          lateral (select turns from operations where id = asked.id limit 1) own,
          lateral (select id, timestamp from operations where id = asked.root limit 1) root,
          lateral (
            select bool_or(state.was_undone) as was_undone
              from operations before,
                   lateral (select coalesce((
                     select turn.turns % 2 = 1 from operations turn
                      where turn.root = before.id and (turn.timestamp, turn.id) < (root.timestamp, root.id)
                      order by turn.timestamp desc, turn.id desc limit 1), false) as was_undone) state
             where before.reason = 'count' and before.effect = 'count' and before.detail ->> 'box_no' = asked.box_no::text
               and before.detail ->> 'loc_no' = asked.loc_no::text and before.detail ->> 'part_id' = asked.part_id::text
               and before.detail ->> 'difference' <> '0' and (before.timestamp, before.id) < (root.timestamp, root.id)
               and state.was_undone <> operation_is_undone(before.id)) earlier
    where own.turns % 2 = 1 and earlier.was_undone is not null`,
  { id: uuid, was_undone: bool },
)

/** Has the round `$4` say of that pile what its counts found that were not undone. Without any, its line goes. */
export const READ_LINE_AGAIN = statement(
  `with standing as (
     select * from (${STANDING}) counts where counts.round_id = $4
   ), gone as (
     delete from counting_round_lines
      where round_id = $4 and part_id = $1 and loc_no = $3 and not exists (select from standing)
   )
   insert into counting_round_lines as line (round_id, part_id, loc_no, counted_qty, difference, counted_at)
   select r.id, $1::int, $3::int, (array_agg(s.counted_qty order by s.timestamp desc))[1], sum(s.difference), max(s.timestamp)
     from standing s join counting_rounds r on r.id = $4 group by r.id
   on conflict (round_id, part_id, loc_no) do update
     set counted_qty = excluded.counted_qty, difference = excluded.difference, counted_at = excluded.counted_at`,
  {},
)

/** Keeps the round `$1` as it is until this unit of work ends. */
export const KEEP_ROUND = statement('select from counting_rounds where id = $1 for update', {})

/** Begins a round of the box numbered `$1`, unless one is open. */
export const BEGIN_ROUND = statement(
  `insert into counting_rounds (box_id) select id from boxes where box_no = $1
   on conflict (box_id) where finished_at is null do nothing returning id`,
  { id: int },
  changedIfAnswered('box', 1),
)

/** Answers a row when there is a box numbered `$1`. */
export const BOX_EXISTS = statement('select from boxes where box_no = $1', {})

/**
 * The piles of the box `b` that the round `r` is about: what lies there while it is open, and what was counted, also of
 * parts that were deleted since.
 */
const LINES = `
  select coalesce(p.key, gone.key) as part_key, loc_no, line.counted_qty, line.difference, iso_utc(gone.deleted_at) as deleted_at
    from (select part_id, loc_no from part_locations where box_no = b.box_no and r.finished_at is null) pile
    full join (select part_id, loc_no, counted_qty, difference from counting_round_lines where round_id = r.id) line
         using (part_id, loc_no)
    left join parts p on p.id = part_id
    left join retired_parts gone on gone.id = part_id
   where p.id is not null or gone.id is not null
   order by loc_no, part_key`

const ROUND_COLUMNS = `
  r.id, b.box_no, iso_utc(r.started_at) as started_at, iso_utc(r.finished_at) as finished_at, r.report`
const ROUND_ROW = {
  id: int,
  box_no: int,
  started_at: text(),
  finished_at: nullable(text()),
  report: nullable(json<CountingReport>()),
}
const ROUNDS = 'counting_rounds r join boxes b on b.id = r.box_id where b.box_no = $1 and r.id = $2'

/** The round `$2` of the box numbered `$1`. */
export const ROUND = statement(
  `select ${ROUND_COLUMNS}, (select coalesce(json_agg(line), '[]') from (${LINES}) line) as lines from ${ROUNDS}`,
  { ...ROUND_ROW, lines: json<RoundLine[]>() },
)

/** The latest `$2` rounds of the box numbered `$1`, the latest first. */
export const ROUNDS_OF_BOX = statement(
  `select ${ROUND_COLUMNS} from counting_rounds r join boxes b on b.id = r.box_id where b.box_no = $1
    order by r.id desc limit $2`,
  ROUND_ROW,
)

/** The round of the box numbered `$1` that is open. */
export const OPEN_ROUND = statement(
  `select r.id from counting_rounds r join boxes b on b.id = r.box_id where b.box_no = $1 and r.finished_at is null`,
  { id: int },
)

/** Locks the round `$2` of the box numbered `$1`. */
export const LOCK_ROUND = statement(`select iso_utc(r.finished_at) as finished_at from ${ROUNDS} for update of r`, {
  finished_at: nullable(text()),
})

/** Deletes the round `$2` of the box numbered `$1`. */
export const DELETE_ROUND = statement(
  'delete from counting_rounds r using boxes b where b.id = r.box_id and b.box_no = $1 and r.id = $2 returning r.id',
  { id: int },
  changedByValue('box', 1),
)

/** Stores that the operation `$6` has counted `$4` pieces of the part `$2` in the location `$3`, `$5` more than there should be. */
export const ADD_LINE = statement(
  addLine({ round: '$1', part: '$2', location: '$3', counted: '$4', difference: '$5', operation: '$6' }),
  {},
)

/** Finishes the round `$2` of the box numbered `$1`, which has found `$3`. */
export const FINISH_ROUND = statement(
  `update counting_rounds r set finished_at = clock_timestamp(), report = $3
     from boxes b where b.id = r.box_id and b.box_no = $1 and r.id = $2`,
  {},
  changedByValue('box', 1),
)

/** What the lines of the round `$2` found. */
const COUNTS = `
  select count(*) as counted, coalesce(sum(difference), 0)::bigint as difference_pieces,
         coalesce(-sum(difference) filter (where difference < 0), 0)::bigint as missing,
         coalesce(sum(difference) filter (where difference > 0), 0)::bigint as found
    from counting_round_lines where round_id = $2`

/** What the round `$2` of the box numbered `$1` has found; piles that were emptied or came meanwhile are as they are now. */
export const ROUND_REPORT = statement(
  `select counts.counted, counts.difference_pieces, counts.missing, counts.found,
          (select coalesce(json_agg(json_build_object('part_key', p.key, 'loc_no', pile.loc_no)
                                    order by pile.loc_no, p.key), '[]')
             from part_locations pile join parts p on p.id = pile.part_id
            where pile.box_no = $1 and not exists (
              select from counting_round_lines line
               where line.round_id = $2 and line.part_id = pile.part_id and line.loc_no = pile.loc_no)) as not_counted
     from (${COUNTS}) counts`,
  {
    counted: bigint,
    difference_pieces: bigint,
    missing: bigint,
    found: bigint,
    not_counted: json<CountingReport['not_counted']>(),
  },
)

/** Whether a pile `pile` is the one of the part `$3` in the location `$4`. */
const CHANGED_PILE = `pile.part_key = ${keyOfPart('$3')} and pile.loc_no = $4`

/**
 * Has the report of the round `$2` of the box numbered `$1`, if it is finished, say what its lines say now, after a count
 * of the part `$3` in the location `$4` was undone or done again: without a count, what lies there is not counted.
 */
export const REPORT_AGAIN = statement(
  `update counting_rounds r
      set report = to_jsonb(counts) || jsonb_build_object('not_counted', (
            select coalesce(jsonb_agg(pile order by pile.loc_no, pile.part_key), '[]')
              from (select pile.part_key, pile.loc_no
                      from jsonb_to_recordset(r.report -> 'not_counted') pile(part_key text, loc_no int)
                     where not (${CHANGED_PILE})
                    union all
                    select p.key, lying.loc_no
                      from part_locations lying join parts p on p.id = lying.part_id
                     where lying.part_id = $3 and lying.box_no = $1 and lying.loc_no = $4
                       and not exists (select from counting_round_lines line
                                        where line.round_id = $2 and line.part_id = $3 and line.loc_no = $4)) pile))
     from (${COUNTS}) counts
    where r.id = $2 and r.report is not null`,
  {},
  changedByValue('box', 1),
)
