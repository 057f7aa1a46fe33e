import { changedInRows } from '../../../plugins/database/change.ts'
import { statement, text } from '../../../plugins/database/statement.ts'

/**
 * SQL for a `with recursive` list that finds when piles were counted: `standing` has the piles of `asked`, each with
 * `counted_at` of that count, or of the last one before it that was not undone. Null is no count, or one that is not known.
 *
 * @param asked SQL for the common table `asked`: `part_id`, `box_no`, `loc_no` and `counted_at`.
 */
function standingCounts(asked: string): string {
  return `asked as (${asked}
   ), counts as (
     select part_id, box_no, loc_no, counted_at, 0 as place from asked
     union all
     select c.part_id, c.box_no, c.loc_no, before.counted_at, c.place + 1
       from counts c
      cross join lateral (
         select id from operations
          where timestamp = c.counted_at and reason = 'count' and effect = 'count'
            and detail ->> 'part_id' = c.part_id::text and detail ->> 'box_no' = c.box_no::text
            and detail ->> 'loc_no' = c.loc_no::text
          limit 1) o
       left join pile_states before on before.operation_id = o.id and before.part_id = c.part_id
                                   and before.box_no = c.box_no and before.loc_no = c.loc_no
      where operation_is_undone(o.id) and before.counted_at is distinct from c.counted_at
   ), standing as (
     select distinct on (part_id, box_no, loc_no) * from counts order by part_id, box_no, loc_no, place desc
   )`
}

/**
 * Has piles be those again that the operation `$1` emptied, after the pieces `$5` of the parts `$2` were put back into the
 * locations `$3`-`$4`. A pile that was there before is another one, and stays as it is.
 */
export const RESTORE_PILES = statement(
  `with recursive given as (
     select part_id, box_no, loc_no, sum(delta) as delta
       from unnest($2::int[], $3::int[], $4::int[], $5::int[]) given (part_id, box_no, loc_no, delta)
      group by part_id, box_no, loc_no
   ), ${standingCounts(`
     select part_id, box_no, loc_no, state.counted_at, state.pile_id
       from pile_states state join given using (part_id, box_no, loc_no)
       join part_locations pile using (part_id, box_no, loc_no)
      where state.operation_id = $1 and pile.qty = given.delta`)}
   update part_locations pile set id = asked.pile_id, counted_at = standing.counted_at
     from asked join standing using (part_id, box_no, loc_no)
    where pile.part_id = asked.part_id and pile.box_no = asked.box_no and pile.loc_no = asked.loc_no
      and not exists (select from part_locations other where other.id = asked.pile_id)
   returning (select key from parts where id = pile.part_id) as key`,
  { key: text() },
  changedInRows('part', 'key'),
)

/**
 * Has the pile of the part `$1` in the location `$2`-`$3` say when it was counted, after the count `$4` was undone or done
 * again. A pile that came there since the count is another one, and was not counted.
 */
export const MARK_COUNTED_AGAIN = statement(
  `with recursive ${standingCounts('select $1::int as part_id, $2::int as box_no, $3::int as loc_no, timestamp as counted_at from operations where id = $4')}
   update part_locations pile set counted_at = standing.counted_at
     from asked join standing using (part_id, box_no, loc_no)
     left join pile_states state on state.operation_id = $4 and state.part_id = asked.part_id
                                and state.box_no = asked.box_no and state.loc_no = asked.loc_no
    where pile.part_id = asked.part_id and pile.box_no = asked.box_no and pile.loc_no = asked.loc_no
      and (pile.counted_at = asked.counted_at or (pile.id = state.pile_id and standing.counted_at = asked.counted_at))
   returning (select key from parts where id = pile.part_id) as key`,
  { key: text() },
  changedInRows('part', 'key'),
)
