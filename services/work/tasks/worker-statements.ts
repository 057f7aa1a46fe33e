import { nothing, nullable, statement, text, uuid } from '../../../plugins/database/statement.ts'
import { addJob, tasksOfRows } from './task-sql.ts'

/** First key of the two-part advisory lock that a running worker holds on its name. */
const WORKER_ALIVE_LOCK = 0x1e7a5

/** How many processes may end in the middle of a task before the task fails. */
const MAX_DEATHS = 3

/** Fails on a session that takes no changes. */
export const DEMAND_WRITABLE = statement('select task_id from tasks limit 0 for update', { task_id: uuid })

/** Shows that the worker `$1` is running, for as long as the connection is open. */
export const LOCK_WORKER = statement(`select pg_advisory_lock(${WORKER_ALIVE_LOCK}, hashtext($1)) as locked`, {
  locked: nothing,
})

/** The workers with a task or a job whose process is gone; `$1` is the caller's own. */
export const DEAD_WORKERS = statement(
  `with workers as materialized (
     select runner as worker from tasks where status = 'running' and runner <> $1
     union
     select locked_by from task_jobs() where locked_by <> $1
   )
   select worker from workers where pg_try_advisory_xact_lock(${WORKER_ALIVE_LOCK}, hashtext(worker))`,
  { worker: text() },
)

/** Makes the tasks of the workers `$1` pending; those whose process ended too often fail. */
export const RELEASE_ORPHANS = statement(
  `update tasks
      set deaths = deaths + 1, runner = null,
          status = case when deaths + 1 < ${MAX_DEATHS} then 'pending' else 'failed' end,
          end_time = case when deaths + 1 < ${MAX_DEATHS} then null else clock_timestamp() end,
          error = case when deaths + 1 < ${MAX_DEATHS} then null
                       else 'Its process ended in the middle of the task ${MAX_DEATHS} times. Nothing of it was written: '
                            || 'begin it anew where it was started' end
    where status = 'running' and runner = any($1)
   returning task_id, name, subject, status, error`,
  {
    task_id: uuid,
    name: text(),
    subject: nullable(text()),
    status: text<'pending' | 'failed'>(),
    error: nullable(text()),
  },
  tasksOfRows,
)

/** Adds the jobs of pending tasks that have none. */
export const ADD_MISSING_JOBS = statement(
  `select ${addJob('t')} as added from tasks t
    where t.status = 'pending' and not exists (select from task_jobs() j where j.key = t.task_id::text)`,
  { added: nothing },
)

/** Releases the jobs that the workers `$1` have locked. */
export const UNLOCK_JOBS = statement('select unlock_task_workers($1) as unlocked', { unlocked: nothing })
