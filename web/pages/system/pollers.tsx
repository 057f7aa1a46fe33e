import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import type { System } from '../../api/queries/system.ts'
import { plural } from '../../shared/text/numbers.ts'
import { Time } from '../../shared/text/time.tsx'
import { duration } from '../../shared/text/times.ts'
import type { Sample } from './read-metrics.ts'
import { sampleValue } from './read-metrics.ts'
import { RunbookLink } from './runbook-link.tsx'
import classes from './system.module.css'

const LAST = 'metrics_poller_callback_last_success_timestamp_seconds'
const FAILURES = 'metrics_poller_callback_failures_total'
/** Intervals of the poller that may pass before its figures are old. */
const STALE_SECONDS = 300

interface PollersProps {
  samples: readonly Sample[]
  /** Why pollers failed last. */
  failures: System['polling_failures']
  now: number
}

function pollersOf({ samples, failures, now }: PollersProps) {
  // One that has never succeeded has said nothing of a success.
  const names = new Set(
    samples.filter(({ name }) => name === LAST || name === FAILURES).map(({ labels }) => labels.callback ?? ''),
  )
  return [...names].sort().map((name) => {
    const last = sampleValue(samples, LAST, { callback: name })
    return {
      name,
      age: last === undefined ? null : Math.max(0, now / 1000 - last),
      count: sampleValue(samples, FAILURES, { callback: name }) ?? 0,
      error: failures.find(({ callback }) => callback === name),
    }
  })
}

/** What is counted from time to time, when that worked last, and why it failed last. */
export function Pollers(props: PollersProps) {
  const pollers = pollersOf(props)
  if (pollers.length === 0) return null
  return (
    <section className={classes.section}>
      <h2>
        Pollers <span>last run</span>
      </h2>
      {pollers.map(({ name, age, count, error }) => {
        const stale = age === null || age > STALE_SECONDS
        return (
          <div key={name} className={classes.row} data-wrong={stale || undefined}>
            {stale ? (
              <IconAlertTriangle size={15} stroke={1.75} aria-label="stale" />
            ) : (
              <IconCheck size={15} stroke={1.75} aria-hidden />
            )}
            <span className={classes.name}>{name}</span>
            <span className={classes.value}>
              {count > 0 && plural(count, 'failure', 'failures')}
              {error !== undefined && (
                <span className={classes.why}>
                  {error.message}, <Time at={error.failed_at} />
                </span>
              )}
            </span>
            {(stale || count > 0) && <RunbookLink alarm="InventoryPollerStale" />}
            <span className={classes.end}>{age === null ? 'never' : duration(age)}</span>
          </div>
        )
      })}
    </section>
  )
}
