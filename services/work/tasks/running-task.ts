import { AsyncLocalStorage } from 'node:async_hooks'
import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { DomainError } from '../../../plugins/errors/domain-error.ts'
import type { Log } from '../../../plugins/log.ts'
import { TaskProgress } from './progress.ts'
import { type Task, TaskEndedError } from './task.ts'
import type { TaskOutcome, TaskRun, TaskStore } from './task-store.ts'

/** Why a run is stopped. A run that is stopped for another reason than `timeout` has no outcome. */
export type StopReason = 'cancelled' | 'timeout' | 'shutdown' | 'lost'

export interface RunningTaskParts {
  store: TaskStore
  db: Database
  log: Pick<Log, 'warn' | 'error' | 'debug'>
  timeoutSeconds: number
  /** Whether stack traces are kept from browsers. */
  isProduction: boolean
  /** Called once, when the task has a final state or another process runs it. */
  ended: () => void
}

const RETRY_MS = 1000

/** One run of a task in this process. */
export class RunningTask {
  readonly run: TaskRun
  readonly #task: Task
  readonly #parts: RunningTaskParts
  readonly #abort = new AbortController()
  #stopped: StopReason | undefined
  #hasEnded = false
  #progressSent: Promise<void> = Promise.resolve()
  /** Progress is sent at once, outside the unit of work that the task may have open. */
  readonly #outsideOfUnits = AsyncLocalStorage.snapshot()

  constructor(task: Task, run: TaskRun, parts: RunningTaskParts) {
    this.#task = task
    this.run = run
    this.#parts = parts
  }

  /** Aborts the signal. Only the first call has an effect. */
  stop(reason: StopReason): void {
    if (this.#stopped !== undefined || this.#hasEnded) return
    this.#stopped = reason
    this.#abort.abort(new Error(`The task was stopped: ${reason}`))
    if (reason === 'cancelled' || reason === 'lost') this.#end()
  }

  /**
   * Runs the task and records its outcome. Resolves when the task's function has returned.
   *
   * @returns false when a shutdown has interrupted it, so that it is to be run again.
   */
  async execute(): Promise<boolean> {
    const { timeoutSeconds } = this.#parts
    const limit = setTimeout(() => {
      this.stop('timeout')
      if (this.#stopped === 'timeout') void this.#record(this.#timedOut())
    }, timeoutSeconds * 1000)
    try {
      const outcome = await this.#callTask()
      await this.#record(this.#stopped === 'timeout' ? this.#timedOut() : outcome)
      return this.#hasEnded
    } finally {
      clearTimeout(limit)
    }
  }

  async #callTask(): Promise<TaskOutcome> {
    const progress = new TaskProgress((update) => this.#sendProgress(update))
    const complete = <Result extends object>(work: (unit: UnitOfWork) => Promise<Result>) => this.#complete(work)
    try {
      const { params, taskId } = this.run
      const result = await this.#task.execute(params, { progress, signal: this.#abort.signal, complete, taskId })
      // A result that is not JSON fails here, so that it counts as an error of the task.
      JSON.stringify(result)
      return { status: 'completed', result }
    } catch (error) {
      return this.#failure(error)
    }
  }

  async #complete<Result extends object>(work: (unit: UnitOfWork) => Promise<Result>): Promise<Result> {
    await this.#progressSent
    const result = await this.#parts.db.transaction(async (unit) => {
      const value = await work(unit)
      if (!(await this.#parts.store.end(this.run, { status: 'completed', result: value }))) throw new TaskEndedError()
      return value
    })
    this.#end()
    return result
  }

  #sendProgress(update: object): void {
    if (this.#hasEnded) return
    this.#progressSent = this.#progressSent
      .then(() => this.#outsideOfUnits(() => this.#parts.store.sendProgress(this.run, update)))
      .catch((err) => this.#parts.log.warn({ err, taskId: this.run.taskId }, 'the progress of a task was not sent'))
  }

  /** Records the outcome after all progress, and keeps trying while the database cannot be reached. */
  async #record(outcome: TaskOutcome): Promise<void> {
    const { store, log } = this.#parts
    await this.#progressSent
    while (!this.#hasEnded && this.#stopped !== 'shutdown') {
      try {
        if (!(await store.end(this.run, outcome))) log.debug({ taskId: this.run.taskId }, 'the task had ended already')
        this.#end()
      } catch (err) {
        log.warn({ err, taskId: this.run.taskId }, 'the outcome of a task could not be recorded; trying again')
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref())
      }
    }
  }

  #end(): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#parts.ended()
  }

  #timedOut(): TaskOutcome {
    const error = `Task timed out after ${this.#parts.timeoutSeconds} seconds`
    return { status: 'failed', error, data: { error } }
  }

  #failure(cause: unknown): TaskOutcome {
    const { log, isProduction } = this.#parts
    const { taskId, name } = this.run
    const error = cause instanceof Error ? cause.message : String(cause)
    if (this.#stopped === undefined && !(cause instanceof TaskEndedError)) {
      log.error({ taskId, task: name, error }, 'a background task failed')
      log.debug({ taskId, err: cause }, 'where the background task failed')
    }
    const code = cause instanceof DomainError ? { code: cause.code } : {}
    const traceback = !isProduction && cause instanceof Error ? { traceback: cause.stack } : {}
    return { status: 'failed', error, data: { error, ...code, ...traceback } }
  }
}
