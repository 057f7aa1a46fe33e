import { statement } from '../../../plugins/database/statement.ts'
import { beginOf, FIRST_HOUR, hourOf, LEDGER_COUNTS } from './hour-sql.ts'

/** So much later than its time a row may be written without marking its day; the triggers know half of it. */
const LATENESS = "interval '1 minute'"

/**
 * Notes the present moment, counts what was written up to the last one of which all transactions have ended, and counts days
 * anew that are marked. Moments of another server, as after its data were restored, tell nothing and are forgotten.
 *
 * For the transaction that works the marks off, before it does.
 */
export const KEEP_HOURS = statement(
  `with settled as materialized (
     select max(moment) as moment from figure_moments where xid < pg_snapshot_xmin(pg_current_snapshot())),
   span as materialized (
     select greatest(f.counted_until, ${FIRST_HOUR}) as since,
            greatest(f.counted_until, ${FIRST_HOUR}, settled.moment - ${LATENESS}) as until
       from inventory_figures f, settled),
   marked as materialized (
     select hour from span, (select distinct day from figure_marks where day is not null) d,
            generate_series(${beginOf('d.day')}, ${beginOf('d.day')} + interval '23 hours', '1 hour') hour
      where hour >= ${FIRST_HOUR} and hour < span.until),
   counted as (
     select m.hour, anew.changes, anew.came, anew.went
       from marked m, span,
            lateral (select ${LEDGER_COUNTS} from quantity_history
                      where timestamp >= m.hour and timestamp < least(m.hour + interval '1 hour', span.until)) anew
      union all
     select more.hour, coalesce(kept.changes, 0) + more.changes, coalesce(kept.came, 0) + more.came,
            coalesce(kept.went, 0) + more.went
       from span,
            lateral (select ${hourOf('timestamp')} as hour, ${LEDGER_COUNTS} from quantity_history
                      where timestamp >= span.since and timestamp < span.until group by 1) more
       left join hour_figures kept on kept.hour = more.hour
      where not exists (select from marked where marked.hour = more.hour)),
   written as (
     insert into hour_figures (hour, changes, came, went) select hour, changes, came, went from counted
     on conflict (hour) do update set changes = excluded.changes, came = excluded.came, went = excluded.went),
   forgotten as (delete from hour_figures where hour < ${FIRST_HOUR}),
   passed as (
     delete from figure_moments m using settled
      where m.moment < settled.moment or m.xid >= pg_snapshot_xmax(pg_current_snapshot())),
   noted as (insert into figure_moments (xid, moment) values (pg_current_xact_id(), now()))
   update inventory_figures f set counted_until = span.until from span`,
  {},
)
