import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { plural } from '../../shared/text/numbers.ts'
import { duration } from '../../shared/text/times.ts'
import type { Sample } from './read-metrics.ts'
import { sampleValue } from './read-metrics.ts'
import classes from './system.module.css'

const LAST = 'metrics_poller_callback_last_success_timestamp_seconds'
/** Intervals of the poller that may pass before its figures are old. */
const STALE_SECONDS = 300

/** What is counted from time to time, and when that worked last. */
export function Pollers({ samples, now }: { samples: readonly Sample[]; now: number }) {
  const pollers = samples
    .filter(({ name }) => name === LAST)
    .map(({ labels, value }) => {
      const name = labels.callback ?? ''
      return {
        name,
        age: Math.max(0, now / 1000 - value),
        failures: sampleValue(samples, 'metrics_poller_callback_failures_total', { callback: name }) ?? 0,
      }
    })
    .sort((a, b) => a.name.localeCompare(b.name))
  if (pollers.length === 0) return null
  return (
    <section className={classes.section}>
      <h2>
        Pollers <span>last run</span>
      </h2>
      {pollers.map(({ name, age, failures }) => {
        const stale = age > STALE_SECONDS
        return (
          <div key={name} className={classes.row} data-wrong={stale || undefined}>
            {stale ? (
              <IconAlertTriangle size={15} stroke={1.75} aria-label="stale" />
            ) : (
              <IconCheck size={15} stroke={1.75} aria-hidden />
            )}
            <span className={classes.name}>{name}</span>
            <span className={classes.value}>{failures > 0 && plural(failures, 'failure', 'failures')}</span>
            <span className={classes.end}>{duration(age)}</span>
          </div>
        )
      })}
    </section>
  )
}
