import { AsyncLocalStorage } from 'node:async_hooks'
import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { failureFields } from '../../../plugins/database/failure-fields.ts'
import { isDatabaseLost } from '../../../plugins/database/unavailable.ts'
import { DomainError } from '../../../plugins/errors/domain-error.ts'
import type { Log } from '../../../plugins/log.ts'
import { lostEachTime } from './interruption.ts'
import { type ProgressUpdate, TaskProgress } from './progress.ts'
import { ProgressSender } from './progress-sender.ts'
import { MAX_RUNS } from './statements.ts'
import { type Task, TaskEndedError } from './task.ts'
import type { TaskOutcome, TaskRun, TaskStore } from './task-store.ts'
import { untilReached } from './until-reached.ts'

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
const LOST = `a task has lost its database: it begins again when that is back, in ${MAX_RUNS} runs at most`

/** One run of a task in this process. */
export class RunningTask {
  readonly run: TaskRun
  readonly #task: Task
  readonly #parts: RunningTaskParts
  readonly #abort = new AbortController()
  #stopped: StopReason | undefined
  #hasEnded = false
  readonly #progress: ProgressSender
  /** Progress is sent at once, outside the unit of work that the task may have open. */
  readonly #outsideOfUnits = AsyncLocalStorage.snapshot()

  constructor(task: Task, run: TaskRun, parts: RunningTaskParts) {
    this.#task = task
    this.run = run
    this.#parts = parts
    const deliver = async (update: object) => {
      if (!this.#hasEnded) await this.#outsideOfUnits(() => parts.store.sendProgress(run, update))
    }
    this.#progress = new ProgressSender({ deliver, taskId: run.taskId, log: parts.log })
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
      if (this.#stopped === 'timeout') await this.#record(this.#timedOut())
      else if (outcome === 'interrupted') await this.#beginAgain()
      else await this.#record(outcome)
      return this.#hasEnded
    } finally {
      clearTimeout(limit)
    }
  }

  async #callTask(): Promise<TaskOutcome | 'interrupted'> {
    const send = (update: ProgressUpdate) => {
      if (!this.#hasEnded) this.#progress.send(update)
    }
    const progress = new TaskProgress(send, this.run.progress ?? 0)
    const complete = <Result extends object>(work: (unit: UnitOfWork) => Promise<Result>) => this.#complete(work)
    try {
      const { params, taskId } = this.run
      const result = await this.#task.execute(params, { progress, signal: this.#abort.signal, complete, taskId })
      // A result that is not JSON fails here, so that it counts as an error of the task.
      JSON.stringify(result)
      return { status: 'completed', result }
    } catch (error) {
      if (!isDatabaseLost(error)) return this.#failure(error)
      const fields = { ...failureFields(error), taskId: this.run.taskId }
      this.#parts.log.warn(fields, LOST)
      return 'interrupted'
    }
  }

  async #complete<Result extends object>(work: (unit: UnitOfWork) => Promise<Result>): Promise<Result> {
    const { db, store } = this.#parts
    await this.#progress.sent()
    /** What the last transaction came to: it may have been committed, and only the answer lost. */
    const last: { result: { value: Result } | null } = { result: null }
    const attempt = () => {
      const before = last.result
      return db.transaction(async (unit) => {
        if (before !== null && (await store.hasCompleted(this.run))) return before.value
        const value = await work(unit)
        if (!(await store.end(this.run, { status: 'completed', result: value }))) throw new TaskEndedError()
        last.result = { value }
        return value
      })
    }
    const result = await untilReached(db, this.#abort.signal, attempt).catch(async (error) => {
      // A run whose task has ended is stopped as soon as the database is back, which may be before the next attempt.
      if (last.result !== null && (await store.hasCompleted(this.run).catch(() => false))) return last.result.value
      throw error
    })
    this.#end()
    return result
  }

  async #record(outcome: TaskOutcome): Promise<void> {
    const { store, log } = this.#parts
    await this.#untilRecorded(async () => {
      if (!(await store.end(this.run, outcome))) log.debug({ taskId: this.run.taskId }, 'the task had ended already')
    })
  }

  /** Has the task run again, here or elsewhere. */
  #beginAgain(): Promise<void> {
    const error = lostEachTime(this.#task, this.run.params)
    return this.#untilRecorded(() => this.#parts.store.interrupt(this.run, error))
  }

  /** Ends the run with `record` after all progress, and keeps trying while the database cannot be reached. */
  async #untilRecorded(record: () => Promise<void>): Promise<void> {
    const { log } = this.#parts
    await this.#progress.sent()
    while (!this.#hasEnded && this.#stopped !== 'shutdown') {
      try {
        await record()
        this.#end()
      } catch (error) {
        const fields = { ...failureFields(error), taskId: this.run.taskId }
        log.warn(fields, 'the outcome of a task could not be recorded; trying again')
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
