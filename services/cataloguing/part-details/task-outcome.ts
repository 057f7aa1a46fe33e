import { DomainError } from '../../../plugins/errors/domain-error.ts'
import type { Log } from '../../../plugins/log.ts'
import { AiError } from '../../work/ai-runner/ai-runner.ts'

/** The result of a task that was stopped; it is not stored. */
export const CANCELLED = { cancelled: true, message: 'The task was cancelled' }

/** The part of a task's progress that is the model's run. */
export const MODEL_BEGINS = 0.05
export const MODEL_ENDS = 0.8

/**
 * A short text for users that says why a task has failed; the details go to the log.
 *
 * @param operation name of the operation, for users.
 */
export function failureText(operation: string, err: unknown, taskId: string, log: Log): string {
  if (err instanceof AiError || err instanceof DomainError) {
    log.info({ err, taskId }, `${operation} gave no result`)
    return `${operation} failed: ${err.message}`
  }
  log.error({ err, taskId }, `${operation} failed`)
  return 'Unexpected error: something went wrong on our side; the log has the details'
}
