import { randomUUID } from 'node:crypto'
import type { TaskStartDto } from '../../../services/work/tasks/schemas.ts'

/** The answer to a start in testing: no task is behind it, and tests send its events themselves. */
export function pretendStart(): TaskStartDto {
  return { task_id: randomUUID(), status: 'pending' }
}
