import type { Database } from '../../../plugins/database/database.ts'
import type { Broadcast } from '../../../plugins/sse/live-event.ts'
import type { LiveEvents } from '../../../plugins/sse/live-events.ts'
import { taskEvent } from './task-event.ts'
import { countEnd } from './task-metrics.ts'

/** One run of a task on one instance. A later run of the same task has a greater number. */
export interface TaskRun {
  taskId: string
  name: string
  subject: string | null
  params: Record<string, unknown>
  runner: string
  run: number
}

export type TaskOutcome = { status: 'completed'; result: object } | { status: 'failed'; error: string; data: object }

const OWN_RUN = `task_id = $1 and status = 'running' and runner = $2 and run = $3`

/** The states of tasks that run, in the database. Each change is one conditional statement; final states are final. */
export class TaskStore {
  readonly #db: Database
  readonly #sse: LiveEvents

  constructor(db: Database, sse: LiveEvents) {
    this.#db = db
    this.#sse = sse
  }

  /** Takes a task that waits. @returns null when it has been cancelled, or somebody else has it. */
  async begin(taskId: string, runner: string): Promise<TaskRun | null> {
    return this.#db.transaction(async (unit) => {
      const [task] = await unit.query<Pick<TaskRun, 'name' | 'subject' | 'params' | 'run'>>(
        `update tasks set status = 'running', runner = $2, run = run + 1, run_started_at = clock_timestamp()
          where task_id = $1 and status = 'pending' returning name, subject, params, run`,
        [taskId, runner],
      )
      if (task === undefined) return null
      const run = { ...task, taskId, runner }
      await this.#sse.publish(eventOf(run, 'task_started'))
      return run
    })
  }

  /** Tells how far a run is, if it has not ended. */
  async tell(run: TaskRun, progress: object): Promise<void> {
    await this.#db.transaction(async (unit) => {
      const own = await unit.query(`select from tasks where ${OWN_RUN} for share`, ownerOf(run))
      if (own.length > 0) await this.#sse.publish(eventOf(run, 'progress_update', progress))
    })
  }

  /**
   * Ends a run, as part of the open unit of work if there is one.
   *
   * @returns false, and changes nothing, when the task is no longer this run's to end.
   */
  async end(run: TaskRun, outcome: TaskOutcome): Promise<boolean> {
    const { status } = outcome
    const result = outcome.status === 'completed' ? JSON.stringify(outcome.result) : null
    const error = outcome.status === 'failed' ? outcome.error : null
    return this.#db.transaction(async (unit) => {
      const [ended] = await unit.query<{ seconds: number }>(
        `update tasks set status = $4, end_time = clock_timestamp(), runner = null, result = $5::json, error = $6
          where ${OWN_RUN} returning extract(epoch from end_time - run_started_at)::float8 as seconds`,
        [...ownerOf(run), status, result, error],
      )
      if (ended === undefined) return false
      const data = outcome.status === 'completed' ? outcome.result : outcome.data
      await this.#sse.publish(eventOf(run, status === 'completed' ? 'task_completed' : 'task_failed', data))
      unit.afterCommit(() => countEnd(run.name, status, ended.seconds))
      return true
    })
  }

  /** Has the tasks that a worker still runs wait again, and frees its jobs for the other workers. */
  async handBack(runner: string): Promise<void> {
    await this.#db.transaction(async (unit) => {
      await unit.query(`update tasks set status = 'pending', runner = null where runner = $1`, [runner])
      await unit.query('select graphile_worker.force_unlock_workers(array[$1])', [runner])
    })
  }

  /** Which of the tasks still run under this runner. */
  async stillRunning(taskIds: readonly string[], runner: string): Promise<Set<string>> {
    const rows = await this.#db.query<{ task_id: string }>(
      `select task_id from tasks where task_id = any($1) and status = 'running' and runner = $2`,
      [taskIds, runner],
    )
    return new Set(rows.map(({ task_id }) => task_id))
  }
}

function ownerOf({ taskId, runner, run }: TaskRun): unknown[] {
  return [taskId, runner, run]
}

function eventOf(run: TaskRun, type: Parameters<typeof taskEvent>[1], data: unknown = null): Broadcast {
  return { ...taskEvent(run.taskId, type, data), subject: run.subject, taskId: run.taskId }
}
