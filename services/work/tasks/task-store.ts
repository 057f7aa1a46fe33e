import type { Database } from '../../../plugins/database/database.ts'
import type { Broadcast } from '../../../plugins/sse/live-event.ts'
import type { LiveEvents } from '../../../plugins/sse/live-events.ts'
import { publishInterruption } from './interruption.ts'
import {
  ADD_LEFT_JOBS,
  BEGIN_RUN,
  COMPLETED_RUN,
  END_RUN,
  INTERRUPT_LEFT_RUNS,
  INTERRUPT_RUN,
  LOCK_RUN,
  RELEASE_TASKS,
  STILL_RUNNING,
} from './statements.ts'
import { taskEvent } from './task-event.ts'
import { countEnd } from './task-metrics.ts'
import { UNLOCK_JOBS } from './worker-statements.ts'

/** One run of a task on one instance. A later run of the same task has a greater `run` number. */
export interface TaskRun {
  taskId: string
  name: string
  subject: string | null
  params: Record<string, unknown>
  runner: string
  run: number
  /** How far the runs before have come, from 0 to 1; null when they have not said so. */
  progress: number | null
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

  /**
   * Whether a run has completed its task, though the answer to the commit was lost. Part of the open unit of work, if there
   * is one.
   */
  async hasCompleted({ taskId, name, run }: TaskRun): Promise<boolean> {
    return this.#db.transaction(async (unit) => {
      const [completed] = await unit.query(COMPLETED_RUN, [taskId, run])
      if (completed === undefined) return false
      unit.afterCommit(() => countEnd(name, 'completed', completed.seconds))
      return true
    })
  }

  /**
   * Has a task begin again in the middle of which the database was lost.
   *
   * @param error what it fails with when that has happened too often.
   */
  async interrupt(run: TaskRun, error: string): Promise<void> {
    await this.#db.transaction(async (unit) => {
      for (const task of await unit.query(INTERRUPT_RUN, [...ownerOf(run), error])) {
        await publishInterruption(unit, this.#sse, task)
      }
    })
  }

  /**
   * Does the same with the tasks of a worker that it does not run, and frees jobs that it does not know of; `running` are
   * those that it does.
   */
  async interruptLeft(runner: string, running: readonly string[], error: string): Promise<void> {
    await this.#db.transaction(async (unit) => {
      for (const task of await unit.query(INTERRUPT_LEFT_RUNS, [runner, running, error])) {
        await publishInterruption(unit, this.#sse, task)
      }
      await unit.query(ADD_LEFT_JOBS, [runner, running])
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
