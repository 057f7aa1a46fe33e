import type { ChangesOf } from '../../../plugins/database/change.ts'
import {
  bigint,
  bool,
  float,
  int,
  json,
  nothing,
  nullable,
  statement,
  text,
  uuid,
} from '../../../plugins/database/statement.ts'
import type { TASK_STATUSES } from './schemas.ts'
import { addJob, changedTask, tasksOfRows } from './task-sql.ts'

/** Channel on which replicas tell each other which tasks have been cancelled. */
export const CANCEL_CHANNEL = 'task_cancelled'

/** How often a task is run in all when the database is lost in the middle of it each time. */
export const MAX_RUNS = 3

/** `$2` sees every task, `$3` those of its own subject and those without a subject. */
const VISIBLE = '($2 or subject is null or subject = $3)'
/** Of a task those are told who see it. */
const addedTask: ChangesOf<unknown> = ([id, , subject]) => [changedTask(id, subject)]
const taskOfValue: ChangesOf<{ subject: string | null }> = ([id], rows) =>
  rows.map(({ subject }) => changedTask(id, subject))
/** Task `$1`, while it is in run `$3` of the worker `$2`. */
const OWN_RUN = `task_id = $1 and status = 'running' and runner = $2 and run = $3`

/** SQL for how far a task has come, over all its runs; null when it has not said so. @param task alias of its row. */
function progressOf(task: string): string {
  return `(select max((e.data #>> '{data,value}')::float8) from sse_events e
    where e.task_id = ${task}.task_id and e.data ->> 'event_type' = 'progress_update')`
}

/** Stores the task `$1` of the kind `$2` for the subject `$3`, with the parameters `$4`, and adds its job. */
export const ADD_TASK = statement(
  `with added as (
     insert into tasks (task_id, name, subject, params) values ($1, $2, $3, $4) returning *
   )
   select ${addJob('added')} as added from added`,
  { added: nothing },
  addedTask,
)

/** The state of the task `$1`. */
export const TASK_INFO = statement(
  `select task_id, subject, status, iso_utc(start_time) as start_time, iso_utc(end_time) as end_time, result, error
     from tasks where task_id = $1 and ${VISIBLE}`,
  {
    task_id: uuid,
    subject: nullable(text()),
    status: text<(typeof TASK_STATUSES)[number]>(),
    start_time: text(),
    end_time: nullable(text()),
    result: nullable(json<Record<string, unknown>>()),
    error: nullable(text()),
  },
)

/** The result of a task that came to its end has this where nothing came of it. */
const PROBLEM = `result ->> 'error_message'`

/** At most `$1` tasks: those that have not ended first, the newest first among each. */
export const LIST_TASKS = statement(
  `select task_id, name, subject, status, iso_utc(start_time) as start_time, iso_utc(run_started_at) as run_started_at,
          iso_utc(end_time) as end_time, error, ${PROBLEM} as problem, latest.data as progress,
          case when params ->> 'import_id' ~ '^[0-9]{1,9}$' then (params ->> 'import_id')::int end as import_id,
          case when status in ('failed', 'cancelled') or ${PROBLEM} is not null then params end as params
     from tasks t
     left join lateral (
       select e.data -> 'data' as data from sse_events e
        where e.task_id = t.task_id and t.status in ('running', 'pending') and e.data ->> 'event_type' = 'progress_update'
        order by e.id desc limit 1
     ) latest on true
    where ${VISIBLE}
    order by end_time is not null, start_time desc, task_id limit $1`,
  {
    task_id: uuid,
    name: text(),
    subject: nullable(text()),
    status: text<(typeof TASK_STATUSES)[number]>(),
    start_time: text(),
    run_started_at: nullable(text()),
    end_time: nullable(text()),
    error: nullable(text()),
    problem: nullable(text()),
    progress: nullable(json<{ text: string; value: number }>()),
    import_id: nullable(int),
    params: nullable(json<Record<string, unknown>>()),
  },
)

/** What the task `$1` was started with, and whether it has ended without a result. */
export const ENDED_TASK = statement(
  `select name, subject, params, status in ('failed', 'cancelled') or ${PROBLEM} is not null as is_without_result
     from tasks where task_id = $1 and ${VISIBLE}`,
  { name: text(), subject: nullable(text()), params: json<Record<string, unknown>>(), is_without_result: bool },
)

/** Cancels the task `$1` if it is pending or running, and answers for how many seconds it ran. */
export const CANCEL_TASK = statement(
  `with active as (
     select task_id, status = 'running' as ran, run_started_at from tasks
      where task_id = $1 and status in ('pending', 'running') and ${VISIBLE} for update
   )
   update tasks t set status = 'cancelled', end_time = clock_timestamp(), runner = null
     from active a where t.task_id = a.task_id
   returning t.name, t.subject, case when a.ran then extract(epoch from t.end_time - a.run_started_at)::float8 end as seconds`,
  { name: text(), subject: nullable(text()), seconds: nullable(float) },
  taskOfValue,
)

/** Removes the job of the task `$1`, and announces to the other replicas that the task is cancelled. */
export const REMOVE_JOB_OF_CANCELLED = statement(
  `select remove_task_job($1::uuid) as removed, pg_notify(own_channel('${CANCEL_CHANNEL}'), $1::text) as announced`,
  { removed: nothing, announced: nothing },
)

/** Deletes the task `$1` if it has ended. */
export const DELETE_ENDED_TASK = statement(
  `delete from tasks where task_id = $1 and end_time is not null and ${VISIBLE} returning task_id, subject`,
  { task_id: uuid, subject: nullable(text()) },
  tasksOfRows,
)

export const COUNT_PENDING_TASKS = statement(`select count(*) as count from tasks where status = 'pending'`, {
  count: bigint,
})

/** Deletes the tasks that ended at least `$1` seconds ago, and their events. */
export const DELETE_OLD_TASKS = statement(
  `with old as materialized (
     select task_id from tasks where end_time <= now() - make_interval(secs => $1) for update skip locked
   ), horizon as (
     update sse_event_horizon h set id = newest.id
       from (select max(e.id) as id from sse_events e join old using (task_id)) newest where newest.id > h.id
   )
   delete from tasks t using old where t.task_id = old.task_id returning t.task_id, t.subject`,
  { task_id: uuid, subject: nullable(text()) },
  tasksOfRows,
)

/** Begins a run of the pending task `$1` on the worker `$2`. */
export const BEGIN_RUN = statement(
  `update tasks set status = 'running', runner = $2, run = run + 1, run_started_at = clock_timestamp()
    where task_id = $1 and status = 'pending'
   returning name, subject, params, run,
             ${progressOf('tasks')} as progress`,
  {
    name: text(),
    subject: nullable(text()),
    params: json<Record<string, unknown>>(),
    run: int,
    progress: nullable(float),
  },
  taskOfValue,
)

/** Locks the task of a run against a change of its state, and answers a row while the run goes on. */
export const LOCK_RUN = statement(`select from tasks where ${OWN_RUN} for share`, {})

/** Ends a run with the status `$4`, the result `$5` and the error `$6`, and answers how long it took. */
export const END_RUN = statement(
  `update tasks set status = $4, end_time = clock_timestamp(), runner = null, result = $5::json, error = $6
    where ${OWN_RUN} returning subject, extract(epoch from end_time - run_started_at)::float8 as seconds`,
  { subject: nullable(text()), seconds: float },
  taskOfValue,
)

/** Whether a run has completed its task, and how long it took. */
export const COMPLETED_RUN = statement(
  `select extract(epoch from end_time - run_started_at)::float8 as seconds from tasks
    where task_id = $1 and run = $2 and status = 'completed'`,
  { seconds: float },
)

/** What becomes of a task in the middle of which the database was lost; it fails with the error in `error`. */
function interrupted(error: string): string {
  return `update tasks
      set interruptions = interruptions + 1, runner = null,
          status = case when interruptions + 1 < ${MAX_RUNS} then 'pending' else 'failed' end,
          end_time = case when interruptions + 1 < ${MAX_RUNS} then null else clock_timestamp() end,
          error = case when interruptions + 1 < ${MAX_RUNS} then null else ${error} end`
}

/** The task is run again a little later each time. */
const ADD_JOB_AGAIN = `case when status = 'pending' then
  add_task_job(name, task_id, clock_timestamp() + make_interval(secs => interruptions)) end as added`

const INTERRUPTED_TASK = {
  task_id: uuid,
  name: text(),
  subject: nullable(text()),
  status: text<'pending' | 'failed'>(),
  interruptions: int,
  seconds: float,
  error: nullable(text()),
  progress: nullable(float),
  added: nothing,
}
const INTERRUPTED_COLUMNS = `task_id, name, subject, status, interruptions,
  extract(epoch from clock_timestamp() - run_started_at)::float8 as seconds, error,
  ${progressOf('interrupted')} as progress, ${ADD_JOB_AGAIN}`

/** Has a run begin again in the middle of which the database was lost; after the last one it fails with the error `$4`. */
export const INTERRUPT_RUN = statement(
  `with interrupted as (${interrupted('$4')} where ${OWN_RUN} returning *)
   select ${INTERRUPTED_COLUMNS} from interrupted`,
  INTERRUPTED_TASK,
  tasksOfRows,
)

/** Has the tasks of the worker `$1` begin again that it does not run any more: those that are not in `$2`. */
export const INTERRUPT_LEFT_RUNS = statement(
  `with interrupted as (
     ${interrupted('$3')} where status = 'running' and runner = $1 and task_id <> all($2::uuid[]) returning *
   )
   select ${INTERRUPTED_COLUMNS} from interrupted`,
  INTERRUPTED_TASK,
  tasksOfRows,
)

/**
 * Adds the jobs of pending tasks again that the worker `$1` has taken without knowing, because the answer was lost; those
 * in `$2` it does know. Of two jobs of a task only the first one begins it.
 */
export const ADD_LEFT_JOBS = statement(
  `select ${addJob('t')} as added from tasks t
    where t.status = 'pending' and t.task_id <> all($2::uuid[])
      and exists (select from task_jobs() j where j.key = t.task_id::text and j.locked_by = $1)`,
  { added: nothing },
)

/** Answers as soon as the database does. */
export const DATABASE_ANSWERS = statement('select 1 as answer', { answer: int })

/** Makes the tasks pending that the worker `$1` runs. */
export const RELEASE_TASKS = statement(
  `update tasks set status = 'pending', runner = null where runner = $1 returning task_id, subject`,
  { task_id: uuid, subject: nullable(text()) },
  tasksOfRows,
)

/** Those of the tasks `$1` that the worker `$2` runs. */
export const STILL_RUNNING = statement(
  `select task_id from tasks where task_id = any($1) and status = 'running' and runner = $2`,
  { task_id: uuid },
)
