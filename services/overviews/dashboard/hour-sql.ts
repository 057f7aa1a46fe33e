/*
 * What the ledger says of the last days is kept by hour, up to a moment before which nothing is written any more. A reading adds
 * what was written since then. Rows get the time at which they are written, and are seen once their transaction has
 * committed: so the moment is that of an earlier poll of which all transactions have ended that were open then.
 */

/** An hour is kept for so long. Whatever reads hours begins later. */
const KEPT = "interval '31 days'"

/** SQL for the beginning of the hour of a time, in UTC. */
export function hourOf(time: string): string {
  return `date_bin('1 hour', ${time}, timestamptz 'epoch')`
}

/** The first hour that is kept at present. */
export const FIRST_HOUR = hourOf(`now() - ${KEPT}`)

/** What is counted of rows of the ledger. Moves from one location to another are changes, and pieces neither come nor go. */
export const LEDGER_COUNTS = `
  count(*) as changes,
  coalesce(sum(greatest(delta_qty, 0)) filter (where reason <> 'move'), 0)::bigint as came,
  coalesce(-sum(least(delta_qty, 0)) filter (where reason <> 'move'), 0)::bigint as went`

/** When a day of UTC begins. */
export function beginOf(day: string): string {
  return `(${day})::timestamp at time zone 'UTC'`
}

const MARKED_DAYS = '(select distinct day from figure_marks where day is not null)'

/**
 * SQL for how many changes there were since `now()` less a time, with the kept sums as `f`: those of the hour in which the time
 * begins, of the whole hours that are kept, of what was written since, and of days whose hours are marked.
 */
export function changesSince(interval: string): string {
  const since = `now() - interval '${interval}'`
  const edge = `${hourOf(since)} + interval '1 hour'`
  const count = (condition: string) => `(select count(*) from quantity_history where ${condition})`
  return `
    ${count(`timestamp >= ${since} and timestamp < ${edge}`)}
    + ${count(`timestamp >= greatest(${edge}, f.counted_until)`)}
    + (select coalesce(sum(h.changes), 0)::bigint from hour_figures h
        where h.hour >= ${edge} and h.hour < f.counted_until
          and not exists (select from figure_marks m where m.day = (h.hour at time zone 'UTC')::date))
    + (select coalesce(sum(changed.changes), 0)::bigint
         from ${MARKED_DAYS} marked,
              lateral (select count(*) as changes from quantity_history
                        where timestamp >= greatest(${edge}, ${beginOf('marked.day')})
                          and timestamp < least(f.counted_until, ${beginOf('marked.day + 1')})) changed)`
}

/**
 * SQL for the pieces that came and went on the days that `days` has as `day` and `is_marked`: from the hours that are kept, and from
 * the ledger what was written since. Days that are marked, and those before the first hour, are counted from the ledger alone.
 */
export function countedByHour(days: string): string {
  return `
    select d.day, kept.came + recent.came as came, kept.went + recent.went as went
      from (select day, ${beginOf('day')} as since, ${beginOf('day + 1')} as until,
                   case when is_marked or ${beginOf('day')} < ${FIRST_HOUR} then '-infinity' else f.counted_until end as kept_until
              from ${days} days, inventory_figures f) d,
           lateral (select coalesce(sum(came), 0)::bigint as came, coalesce(sum(went), 0)::bigint as went from hour_figures
                     where hour >= d.since and hour < least(d.until, d.kept_until)) kept,
           lateral (select ${LEDGER_COUNTS} from quantity_history
                     where timestamp >= greatest(d.since, d.kept_until) and timestamp < d.until) recent`
}
