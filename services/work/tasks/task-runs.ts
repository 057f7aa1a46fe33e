import type { Database } from '../../../plugins/database/database.ts'
import type { Log } from '../../../plugins/log.ts'
import { lostEachTime } from './interruption.ts'
import { RunningTask, type StopReason } from './running-task.ts'
import type { Task } from './task.ts'
import type { TaskStore } from './task-store.ts'

export interface TaskRunsParts {
  store: TaskStore
  db: Database
  log: Pick<Log, 'warn' | 'error' | 'debug'>
  timeoutSeconds: number
  isProduction: boolean
}

/** So many are told one by one. */
const NAMED_TASKS = 10

/** Thrown to the queue so that it keeps a job whose task is pending again. */
class JobLeftError extends Error {
  override readonly name = 'JobLeftError'
}

/** The tasks that this instance runs. */
export class TaskRuns {
  readonly #parts: TaskRunsParts
  /** Runs without a final state. */
  readonly #running = new Map<string, RunningTask>()
  /** Tasks whose run is being begun. */
  readonly #beginning = new Set<string>()
  readonly #executions = new Map<RunningTask, Promise<boolean>>()
  readonly #released = Promise.withResolvers<void>()
  /** Tasks that are being taken or run here. */
  #busy = 0
  #isPaused = false
  #waiting: (() => void)[] = []

  constructor(parts: TaskRunsParts) {
    this.#parts = parts
  }

  /** How many tasks run here. */
  get size(): number {
    return this.#busy
  }

  /** Which tasks run here, and what becomes of them when a shutdown does not wait for them. */
  describe(): string {
    const running = [...this.#running.values()].map(({ run: { name, taskId } }) => `${name} ${taskId}`)
    const all = [...running, ...this.#beginning]
    const named = all.slice(0, NAMED_TASKS)
    if (all.length > named.length) named.push('…')
    return (
      `background tasks, ${this.#busy} (${named.join(', ')}). They are stopped, and begin again in another process or at the` +
      ' next start. A task may take TASK_TIMEOUT_SECONDS'
    )
  }

  /**
   * Runs one task to its end.
   *
   * @throws JobLeftError when a shutdown has interrupted the task.
   */
  async run(task: Task, taskId: string, worker: string): Promise<void> {
    if (this.#isPaused) await this.#leave()
    const running = await this.#begin(task, taskId, worker)
    if (running === null) return
    const execution = running.execute()
    this.#executions.set(running, execution)
    const done = await execution.finally(() => this.#executions.delete(running))
    if (!done) await this.#leave()
  }

  async #begin(task: Task, taskId: string, worker: string): Promise<RunningTask | null> {
    this.#busy++
    this.#beginning.add(taskId)
    try {
      const run = await this.#parts.store.begin(taskId, worker)
      if (run === null) {
        this.#free()
        return null
      }
      const running = new RunningTask(task, run, { ...this.#parts, ended: () => this.#ended(running) })
      this.#running.set(taskId, running)
      return running
    } catch (error) {
      this.#free()
      throw error
    } finally {
      this.#beginning.delete(taskId)
    }
  }

  /** Begins no more tasks. */
  pause(): void {
    this.#isPaused = true
  }

  stop(taskId: string, reason: StopReason): void {
    this.#running.get(taskId)?.stop(reason)
  }

  stopAll(reason: StopReason): void {
    for (const running of [...this.#running.values()]) running.stop(reason)
  }

  /** Stops the runs whose task was cancelled or taken over while this instance could not receive notifications. */
  async stopLost(): Promise<void> {
    const before = [...this.#running.values()]
    for (const worker of new Set(before.map(({ run }) => run.runner))) {
      const own = before.filter(({ run }) => run.runner === worker)
      const still = await this.#parts.store.stillRunning(
        own.map(({ run }) => run.taskId),
        worker,
      )
      for (const running of own) if (!still.has(running.run.taskId)) running.stop('lost')
    }
  }

  /**
   * Has tasks begin again that this worker does not run, though the database says so: it was away for so long that the
   * worker has stopped them, or its answer was lost when the worker took or began them.
   */
  async giveBackLeft(worker: string): Promise<void> {
    if (worker === '') return
    const here = [...this.#running.keys(), ...this.#beginning]
    await this.#parts.store.interruptLeft(worker, here, lostEachTime(null, {}))
  }

  /** Resolves with true when no task runs here, or with false after `seconds`. */
  async idle(seconds: number): Promise<boolean> {
    if (this.#busy === 0) return true
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const timer = setTimeout(() => resolve(false), seconds * 1000)
    this.#waiting.push(() => resolve(true))
    return promise.finally(() => clearTimeout(timer))
  }

  /** Aborts the tasks that still run. Resolves when their functions have returned, or after `seconds`. */
  async abortAll(seconds: number): Promise<void> {
    const executions = [...this.#running.values()].map((running) => this.#executions.get(running))
    this.stopAll('shutdown')
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, seconds * 1000)
    await Promise.race([Promise.allSettled(executions), promise])
    clearTimeout(timer)
  }

  /** To be called when the tasks of this instance are pending again: jobs that wait for that go back to the queue. */
  tasksReleased(): void {
    this.#released.resolve()
  }

  /** A job that ended before its task is pending again would be removed from the queue. */
  async #leave(): Promise<never> {
    await this.#released.promise
    throw new JobLeftError('The task is pending again')
  }

  #ended(running: RunningTask): void {
    const { taskId } = running.run
    if (this.#running.get(taskId) === running) this.#running.delete(taskId)
    this.#free()
  }

  #free(): void {
    this.#busy--
    if (this.#busy > 0) return
    for (const resume of this.#waiting) resume()
    this.#waiting = []
  }
}
