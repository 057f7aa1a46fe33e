import type { UnitOfWork } from '../../../plugins/database/database.ts'

/** How a task tells the page that started it how far it is. */
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

/** A kind of background work. */
export interface Task {
  /** From a closed set: the label of the metrics, and the name that jobs wait under. */
  name: string
  /**
   * Does the work. It may be called again for the same parameters when its process dies or ends in the middle.
   *
   * @param params as they were given at the start; JSON.
   * @param signal aborts on cancel, time limit and shutdown; the sooner the work returns then, the better.
   * @param complete for work that writes to the database.
   * @param taskId for the log.
   * @returns the result; it must be JSON.
   * @throws Error that fails the task for good; its message is shown to the user.
   */
  execute(
    progress: Progress,
    params: Record<string, unknown>,
    signal: AbortSignal,
    complete: Complete,
    taskId: string,
  ): Promise<object>
}

/** The task is no longer this process's to run. */
export class TaskEndedError extends Error {
  override readonly name = 'TaskEndedError'

  constructor() {
    super('The task has ended already')
  }
}
