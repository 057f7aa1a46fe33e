import type { Database } from '../../../plugins/database/database.ts'
import type { LiveEvents } from '../../../plugins/sse/live-events.ts'
import { addJobs } from './job-queue.ts'
import { taskEvent } from './task-event.ts'
import { countEnd } from './task-metrics.ts'

/** First key of the two-part advisory lock that a living worker holds on its name. */
export const WORKER_ALIVE_LOCK = 0x1e7a5

/** How many processes may die over a task before it is taken for their murderer. */
const MAX_DEATHS = 3

interface Orphan {
  task_id: string
  name: string
  subject: string | null
  status: 'pending' | 'failed'
  error: string | null
}

/**
 * Frees what workers have left behind whose process is gone: their tasks wait again, and their jobs can be taken.
 * A worker lives as long as the connection that holds its lock; one that lives is never disturbed.
 *
 * @param self the name of this process's own worker.
 * @returns how many tasks were found.
 */
export async function adoptOrphans(db: Database, sse: LiveEvents, self: string): Promise<number> {
  return db.transaction(async (unit) => {
    const dead = await unit.query<{ worker: string }>(
      `with workers as materialized (
         select runner as worker from tasks where status = 'running' and runner <> $1
         union
         select locked_by from graphile_worker.jobs where locked_by <> $1
       )
       select worker from workers where pg_try_advisory_xact_lock(${WORKER_ALIVE_LOCK}, hashtext(worker))`,
      [self],
    )
    const names = dead.map(({ worker }) => worker)
    const orphans: Orphan[] = names.length === 0 ? [] : await unit.query(ORPHAN_STATEMENT, [names])
    if (names.length > 0) await unit.query('select graphile_worker.force_unlock_workers($1)', [names])
    await unit.query(
      `select ${addJobs('t')} from tasks t
        where t.status = 'pending'
          and not exists (select from graphile_worker.jobs j where j.key = t.task_id::text)`,
    )
    for (const { task_id, name, subject, status, error } of orphans) {
      if (status !== 'failed') continue
      await sse.publish({ ...taskEvent(task_id, 'task_failed', { error }), subject, taskId: task_id })
      unit.afterCommit(() => countEnd(name, 'failed', null))
    }
    return orphans.length
  })
}

const ORPHAN_STATEMENT = `
  update tasks
     set deaths = deaths + 1, runner = null,
         status = case when deaths + 1 < ${MAX_DEATHS} then 'pending' else 'failed' end,
         end_time = case when deaths + 1 < ${MAX_DEATHS} then null else clock_timestamp() end,
         error = case when deaths + 1 < ${MAX_DEATHS} then null
                      else 'Its process ended in the middle of the task ${MAX_DEATHS} times' end
   where status = 'running' and runner = any($1)
  returning task_id, name, subject, status, error`
