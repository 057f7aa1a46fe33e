import type { Change, ChangesOf } from '../../../plugins/database/change.ts'

/** What a statement announces that answers the tasks which it has changed: of a task those are told who see it. */
export const tasksOfRows: ChangesOf<{ task_id: string; subject: string | null }> = (_values, rows) =>
  rows.map(({ task_id, subject }) => changedTask(task_id, subject))

/** The change of a task that somebody may see. */
export function changedTask(id: unknown, subject: unknown): Change {
  return { kind: 'task', id: String(id), subject: typeof subject === 'string' ? subject : null }
}

/**
 * SQL that adds the job of a task to the queue, in the order of submission.
 *
 * @param task alias of the row of `tasks`.
 */
export function addJob(task: string): string {
  return `add_task_job(${task}.name, ${task}.task_id, ${task}.start_time)`
}
