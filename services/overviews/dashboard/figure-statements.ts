import { bigint, bool, statement } from '../../../plugins/database/statement.ts'
import { CHANGE_OF_SUMS, countedBoxes, countedDays, markedParts, NEW_SUMS, SETTLED_DAYS } from './figure-sql.ts'

const COLUMNS = ['part_id', 'type_id', 'pieces', 'is_low', 'lack', 'key', 'needed', 'is_undocumented']
const PART_COLUMNS = COLUMNS.join(', ')

function columnsOf(row: string): string {
  return COLUMNS.map((column) => `${row}.${column}`).join(', ')
}

/** First key of the two-part advisory lock of the replica that works marks off. */
const FIGURES_LOCK = 0xf165

/** Whether this transaction is the one that keeps the figures, until it ends: one replica does so at a time. */
export const LOCK_FIGURES = statement(
  `select pg_try_advisory_xact_lock(${FIGURES_LOCK}, hashtext(current_schema())) as is_taken`,
  { is_taken: bool },
)

const LAST_ID = '9223372036854775807'

/** So many marks are worked off at once: those of a whole inventory would take longer than a statement may. */
export const MARKS_AT_ONCE = 20_000

/**
 * Works the oldest marks off: counts what is marked anew, keeps it, and deletes the marks. Marks that come meanwhile are not
 * seen by this statement, and stay. It answers how many there were.
 *
 * For a transaction that is repeatable read: one that has read the figures before another replica kept them must fail.
 */
export const KEEP_FIGURES = statement(
  `with marks as (
     delete from figure_marks
      where id <= coalesce((select id from figure_marks order by id offset ${MARKS_AT_ONCE} - 1 limit 1), ${LAST_ID})
     returning part_id, box_no, day),
   ${markedParts('marks')}, ${CHANGE_OF_SUMS},
   gone as (
     delete from part_figures f using kept
      where f.part_id = kept.part_id and not exists (select from counted where counted.part_id = f.part_id)),
   written as (
     insert into part_figures (${PART_COLUMNS})
     select ${PART_COLUMNS} from counted
     on conflict (part_id) do update set (${PART_COLUMNS}) = row (${columnsOf('excluded')})
      where (${columnsOf('part_figures')}) is distinct from (${columnsOf('excluded')})),
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
      where not exists (select from day_figures f where f.day = settled.day)
         or exists (select from marks where marks.day = settled.day)),
   dated as (
     insert into day_figures (day, came, went) ${countedDays('open_days')}
     on conflict (day) do update set came = excluded.came, went = excluded.went)
   select count(*) as marks from marks`,
  { marks: bigint },
)
