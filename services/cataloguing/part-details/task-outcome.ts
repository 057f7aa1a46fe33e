import { DomainError } from '../../../plugins/errors/domain-error.ts'
import type { Log } from '../../../plugins/log.ts'
import { AiError } from '../../work/ai-runner/ai-runner.ts'

/** What a task returns that was told to stop; nobody gets to see it. */
export const CANCELLED = { cancelled: true, message: 'The task was cancelled' }

/** The model's work lies between these two values of a task's progress. */
export const MODEL_BEGINS = 0.05
export const MODEL_ENDS = 0.8

/**
 * Says in a few words why a task has come to nothing; the rest of the story goes to the log.
 *
 * @param operation what has failed, as the user knows it.
 */
export function failureText(operation: string, err: unknown, taskId: string, log: Log): string {
  if (err instanceof AiError || err instanceof DomainError) {
    log.info({ err, taskId }, `${operation} came to nothing`)
    return `${operation} failed: ${err.message}`
  }
  log.error({ err, taskId }, `${operation} failed`)
  return 'Unexpected error: something went wrong on our side; the log has the details'
}
