import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { isDatabaseLost } from '../../../plugins/database/unavailable.ts'
import type { Log } from '../../../plugins/log.ts'
import { SubProgress } from '../../work/tasks/progress.ts'
import type { Progress, Task, TaskContext } from '../../work/tasks/task.ts'
import { CANCELLED, failureText, MODEL_BEGINS, MODEL_ENDS } from '../part-details/task-outcome.ts'
import type { CleanedPart, PartCleanup } from './part-cleanup.ts'

export const CLEANUP_TASK = 'part_cleanup'
const OPERATION = 'AI cleanup'

const Params = Type.Object({ part_key: Type.String() })

/** The result of a clean-up task. */
export interface CleanupTaskResult {
  success: boolean
  cleaned_part: CleanedPart | null
  error_message: string | null
}

/** Cleans a record up in the background. A failed clean-up is a result, too: the task itself completes. */
export class CleanupTask implements Task {
  readonly name = CLEANUP_TASK
  readonly #cleanup: PartCleanup
  readonly #log: Log

  constructor(cleanup: PartCleanup, log: Log) {
    this.#cleanup = cleanup
    this.#log = log
  }

  async execute(params: Record<string, unknown>, { progress, signal, taskId }: TaskContext): Promise<object> {
    try {
      return (await this.#cleanUp(progress, params, signal)) ?? CANCELLED
    } catch (error) {
      if (signal.aborted) return CANCELLED
      // Then the task begins again.
      if (isDatabaseLost(error)) throw error
      const error_message = failureText(OPERATION, error, taskId, this.#log)
      return { success: false, cleaned_part: null, error_message } satisfies CleanupTaskResult
    }
  }

  canRetry(params: Record<string, unknown>): boolean {
    return Value.Check(Params, params)
  }

  /** @returns null when the signal has aborted. */
  async #cleanUp(
    progress: Progress,
    params: Record<string, unknown>,
    signal: AbortSignal,
  ): Promise<CleanupTaskResult | null> {
    progress.sendProgressText('Preparing the clean-up')
    if (signal.aborted) return null
    if (!Value.Check(Params, params)) throw new Error('the parameters of the task are not those of a clean-up')
    progress.sendProgress('The model looks at the record', MODEL_BEGINS)
    const modelProgress = new SubProgress(progress, MODEL_BEGINS, MODEL_ENDS)
    const details = await this.#cleanup.ask(params.part_key, modelProgress, signal)
    if (signal.aborted) return null
    progress.sendProgress('Checking the record', MODEL_ENDS)
    if (signal.aborted) return null
    const cleaned_part = await this.#cleanup.toFields(params.part_key, details, signal)
    progress.sendProgress('Putting the result together', 0.95)
    progress.sendProgress('The clean-up is complete', 1)
    return { success: true, cleaned_part, error_message: null }
  }
}
