import type { Task } from '../../api/queries/tasks.ts'

/** Why nothing came of a task; null for one that goes on, was cancelled, or has a result. */
export function failureOf({ error, problem }: Task): string | null {
  return error ?? problem
}

/** The groups of the page, in its order. */
export const GROUPS = [
  { value: 'running', label: 'Running', holds: ({ status }: Task) => status === 'running' },
  { value: 'waiting', label: 'Waiting', holds: ({ status }: Task) => status === 'pending' },
  { value: 'failed', label: 'Failed', holds: (task: Task) => failureOf(task) !== null },
  {
    value: 'ended',
    label: 'Ended',
    holds: (task: Task) => failureOf(task) === null && (task.status === 'completed' || task.status === 'cancelled'),
  },
] as const
