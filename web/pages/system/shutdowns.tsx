import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import type { System } from '../../api/queries/system.ts'
import { plural } from '../../shared/text/numbers.ts'
import { Time } from '../../shared/text/time.tsx'
import { duration } from '../../shared/text/times.ts'
import { RunbookLink } from './runbook-link.tsx'
import classes from './system.module.css'

type Shutdown = System['shutdowns'][number]

function wordsOf({ clean, active_tasks, duration_seconds }: Shutdown): string {
  if (!clean) return 'killed, or crashed'
  const tasks = active_tasks ?? 0
  const handed = tasks === 0 ? '' : `, ${plural(tasks, 'task', 'tasks')} handed on`
  return `clean, in ${duration(duration_seconds ?? 0)}${handed}`
}

/** How the last processes ended. */
export function Shutdowns({ shutdowns }: { shutdowns: System['shutdowns'] }) {
  if (shutdowns.length === 0) return null
  return (
    <section className={classes.section}>
      <h2>Last shutdowns</h2>
      {shutdowns.map((shutdown) => (
        <div
          key={`${shutdown.host} ${shutdown.ended_at}`}
          className={classes.row}
          data-wrong={!shutdown.clean || undefined}
        >
          {shutdown.clean ? (
            <IconCheck size={15} stroke={1.75} aria-hidden />
          ) : (
            <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
          )}
          <span className={`ellipsis ${classes.host}`} title={shutdown.host ?? undefined}>
            {shutdown.host ?? 'unknown'}
          </span>
          <span className={classes.value}>{wordsOf(shutdown)}</span>
          {!shutdown.clean && <RunbookLink alarm="InventoryUncleanShutdown" />}
          <span className={classes.end}>
            <Time at={shutdown.ended_at} />
          </span>
        </div>
      ))}
    </section>
  )
}
