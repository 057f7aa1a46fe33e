import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { duration } from '../../shared/text/times.ts'
import type { Sample } from './read-metrics.ts'
import { sampleValue } from './read-metrics.ts'
import classes from './system.module.css'

/** How the process before this one ended. */
export function LastShutdown({ samples }: { samples: readonly Sample[] }) {
  const clean = sampleValue(samples, 'previous_shutdown_clean')
  const seconds = sampleValue(samples, 'previous_shutdown_duration_seconds') ?? 0
  const tasks = sampleValue(samples, 'previous_shutdown_active_tasks') ?? 0
  if (clean === undefined) return null
  return (
    <section className={classes.section}>
      <h2>Last shutdown</h2>
      <div className={classes.row} data-wrong={clean !== 1 || undefined}>
        {clean === 1 ? (
          <IconCheck size={15} stroke={1.75} aria-hidden />
        ) : (
          <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
        )}
        <span className={classes.name}>{clean === 1 ? 'Clean' : 'Not clean'}</span>
        <span className={classes.value}>{tasks === 0 ? 'no task was running' : `${tasks} tasks handed on`}</span>
        <span className={classes.end}>{duration(seconds)}</span>
      </div>
    </section>
  )
}
