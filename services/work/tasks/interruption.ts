import type { UnitOfWork } from '../../../plugins/database/database.ts'
import type { LiveEvents } from '../../../plugins/sse/live-events.ts'
import { MAX_RUNS } from './statements.ts'
import type { Task } from './task.ts'
import { taskEvent } from './task-event.ts'
import { countEnd } from './task-metrics.ts'

/** What the database says of a task in the middle of which it was lost. */
export interface InterruptedTask {
  task_id: string
  name: string
  subject: string | null
  status: 'pending' | 'failed'
  /** How often it was interrupted so far. */
  interruptions: number
  seconds: number
  error: string | null
  progress: number | null
}

/**
 * Why a task has failed in the middle of which the database was lost each time, and how to go on.
 *
 * @param task its kind; null where it is not known any more.
 */
export function lostEachTime(task: Task | null, params: Record<string, unknown>): string {
  const goOn = task?.canRetry?.(params) ? 'start it once more' : 'begin it anew where it was started'
  return `The database was lost in the middle of the task ${MAX_RUNS} times. Nothing of it was written: ${goOn}`
}

/** Tells pages that a task begins again, or that it has failed. */
export async function publishInterruption(
  unit: UnitOfWork,
  sse: LiveEvents,
  { task_id, name, subject, status, interruptions, seconds, error, progress }: InterruptedTask,
): Promise<void> {
  const text = `The database was lost. The task begins again (try ${interruptions + 1} of ${MAX_RUNS})`
  const event =
    status === 'failed'
      ? taskEvent(task_id, 'task_failed', { error })
      : taskEvent(task_id, 'progress_update', { text, value: progress ?? 0 })
  await sse.publish({ ...event, subject, taskId: task_id })
  if (status === 'failed') unit.afterCommit(() => countEnd(name, 'failed', seconds))
}
