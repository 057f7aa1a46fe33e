import { bigint, bool, statement } from '../../../plugins/database/statement.ts'
import { CHANGE_OF_SUMS, countedBoxes, countedDays, markedParts, NEW_SUMS, SETTLED_DAYS } from './figure-sql.ts'

/** First key of the two-part advisory lock of the replica that works marks off. */
const FIGURES_LOCK = 0xf165

/**
 * Works the marks off: counts what is marked anew, keeps it, and deletes the marks. Marks that come meanwhile are not
 * seen by this statement, and stay. It answers how many there were, and whether it has the lock of the one replica that
 * does this until the end of its transaction; without it, nothing was done.
 *
 * For a transaction that is repeatable read: one that has read the figures before another replica kept them must fail.
 */
export const KEEP_FIGURES = statement(
  `with lock as materialized (
     select pg_try_advisory_xact_lock(${FIGURES_LOCK}, hashtext(current_schema())) as is_taken),
   marks as (delete from figure_marks where (select is_taken from lock) returning part_id, box_no, day),
   ${markedParts('marks')}, ${CHANGE_OF_SUMS},
   gone as (
     delete from part_figures f using kept
      where f.part_id = kept.part_id and not exists (select from counted where counted.part_id = f.part_id)),
   written as (
     insert into part_figures (part_id, type_id, pieces, is_low, lack, is_undocumented)
     select part_id, type_id, pieces, is_low, lack, is_undocumented from counted
     on conflict (part_id) do update set type_id = excluded.type_id, pieces = excluded.pieces, is_low = excluded.is_low,
       lack = excluded.lack, is_undocumented = excluded.is_undocumented
      where (part_figures.type_id, part_figures.pieces, part_figures.is_low, part_figures.lack,
             part_figures.is_undocumented)
            is distinct from (excluded.type_id, excluded.pieces, excluded.is_low, excluded.lack,
                              excluded.is_undocumented)),
   summed as (update inventory_figures f set ${NEW_SUMS} from change where exists (select from marks)),
   typed as (
     insert into type_figures (type_id, parts)
     select type_id, sum(sign) from differing where type_id is not null group by type_id having sum(sign) <> 0
     on conflict (type_id) do update set parts = type_figures.parts + excluded.parts),
   boxed as (
     insert into box_figures (box_no, occupied, pieces, slots) ${countedBoxes('marks')}
     on conflict (box_no) do update set occupied = excluded.occupied, pieces = excluded.pieces, slots = excluded.slots),
   open_days as (
     select day from (${SETTLED_DAYS}) settled
      where (select is_taken from lock)
        and (not exists (select from day_figures f where f.day = settled.day)
             or exists (select from marks where marks.day = settled.day))),
   dated as (
     insert into day_figures (day, came, went) ${countedDays('open_days')}
     on conflict (day) do update set came = excluded.came, went = excluded.went)
   select (select is_taken from lock) as is_taken, (select count(*) from marks) as marks`,
  { is_taken: bool, marks: bigint },
)
