import type { Database } from '../../../plugins/database/database.ts'
import type { Broadcast } from '../../../plugins/sse/live-event.ts'
import type { LiveEvents } from '../../../plugins/sse/live-events.ts'
import { BEGIN_RUN, END_RUN, LOCK_RUN, RELEASE_TASKS, STILL_RUNNING, UNLOCK_JOBS } from './statements.ts'
import { taskEvent } from './task-event.ts'
import { countEnd } from './task-metrics.ts'

/** One run of a task on one instance. A later run of the same task has a greater `run` number. */
export interface TaskRun {
  taskId: string
  name: string
  subject: string | null
  params: Record<string, unknown>
  runner: string
  run: number
}

export type TaskOutcome = { status: 'completed'; result: object } | { status: 'failed'; error: string; data: object }

/** The states of tasks that run, in the database. Each change is one conditional statement; a final state never changes. */
export class TaskStore {
  readonly #db: Database
  readonly #sse: LiveEvents

  constructor(db: Database, sse: LiveEvents) {
    this.#db = db
    this.#sse = sse
  }

  /** Begins a run of a pending task. @returns null when the task is not pending any more. */
  async begin(taskId: string, runner: string): Promise<TaskRun | null> {
    return this.#db.transaction(async (unit) => {
      const [task] = await unit.query(BEGIN_RUN, [taskId, runner])
      if (task === undefined) return null
      const run = { ...task, taskId, runner }
      await this.#sse.publish(eventOf(run, 'task_started'))
      return run
    })
  }

  /** Sends the progress of a run to pages, if the run has not ended. */
  async sendProgress(run: TaskRun, progress: object): Promise<void> {
    await this.#db.transaction(async (unit) => {
      const own = await unit.query(LOCK_RUN, ownerOf(run))
      if (own.length > 0) await this.#sse.publish(eventOf(run, 'progress_update', progress))
    })
  }

  /**
   * Ends a run, as part of the open unit of work if there is one.
   *
   * @returns false, and changes nothing, when the run has ended already.
   */
  async end(run: TaskRun, outcome: TaskOutcome): Promise<boolean> {
    const { status } = outcome
    const result = outcome.status === 'completed' ? JSON.stringify(outcome.result) : null
    const error = outcome.status === 'failed' ? outcome.error : null
    return this.#db.transaction(async (unit) => {
      const [ended] = await unit.query(END_RUN, [...ownerOf(run), status, result, error])
      if (ended === undefined) return false
      const data = outcome.status === 'completed' ? outcome.result : outcome.data
      await this.#sse.publish(eventOf(run, status === 'completed' ? 'task_completed' : 'task_failed', data))
      unit.afterCommit(() => countEnd(run.name, status, ended.seconds))
      return true
    })
  }

  /** Makes the tasks pending that a worker still runs, and unlocks its jobs for other workers. */
  async release(runner: string): Promise<void> {
    await this.#db.transaction(async (unit) => {
      await unit.query(RELEASE_TASKS, [runner])
      await unit.query(UNLOCK_JOBS, [[runner]])
    })
  }

  /** Which of the tasks still run under this runner. */
  async stillRunning(taskIds: readonly string[], runner: string): Promise<Set<string>> {
    const rows = await this.#db.query(STILL_RUNNING, [taskIds, runner])
    return new Set(rows.map(({ task_id }) => task_id))
  }
}

function ownerOf({ taskId, runner, run }: TaskRun): unknown[] {
  return [taskId, runner, run]
}

function eventOf(run: TaskRun, type: Parameters<typeof taskEvent>[1], data: unknown = null): Broadcast {
  return { ...taskEvent(run.taskId, type, data), subject: run.subject, taskId: run.taskId }
}
