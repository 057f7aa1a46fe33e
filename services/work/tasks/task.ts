import type { UnitOfWork } from '../../../plugins/database/database.ts'

/** With this a task sends its progress to the page that started it. */
export interface Progress {
  /** @param text what is being done, for people. */
  sendProgressText(text: string): void
  /** @param value from 0 to 1. */
  sendProgressValue(value: number): void
  sendProgress(text: string, value: number): void
}

/**
 * Runs the writing part of a task, as its last step: `work` and the change of the task's status to completed are one
 * transaction, so that the effects of a task that is run twice happen once. Like all transactions it may be run again
 * from the start, so `work` does nothing outside the database.
 *
 * @returns what `work` returns, the task's result.
 * @throws TaskEndedError when the task has been cancelled, timed out or handed over meanwhile; nothing is written then.
 */
export type Complete = <Result extends object>(work: (unit: UnitOfWork) => Promise<Result>) => Promise<Result>

/** What a task has for one run. */
export interface TaskContext {
  progress: Progress
  /** Aborts on cancel, time limit and shutdown; the sooner the work returns then, the better. */
  signal: AbortSignal
  /** For work that writes to the database. */
  complete: Complete
  /** For the log. */
  taskId: string
}

/** A kind of background work. */
export interface Task {
  /** From a closed set: the label of the metrics, and the name that jobs wait under. */
  name: string
  /**
   * Does the work. It may be called again for the same parameters when its process dies or ends in the middle.
   *
   * @param params as they were given at the start; JSON.
   * @returns the result; it must be JSON.
   * @throws Error that fails the task for good; its message is shown to the user.
   */
  execute(params: Record<string, unknown>, context: TaskContext): Promise<object>

  /**
   * Whether a task that has ended without a result can be started once more with the same parameters. Without this
   * function it cannot: what it works on has to be made ready first.
   */
  canRetry?(params: Record<string, unknown>): boolean
}

/** The run has ended meanwhile: the task was cancelled, timed out, or handed over to another process. */
export class TaskEndedError extends Error {
  override readonly name = 'TaskEndedError'

  constructor() {
    super('The task has ended already')
  }
}
