import type { TaskStartDto } from '../../work/tasks/schemas.ts'
import type { TaskService } from '../../work/tasks/task-service.ts'
import type { Cataloguer } from '../part-details/cataloguer.ts'
import { CLEANUP_TASK } from './cleanup-task.ts'

/** Starts clean-ups. */
export class CleanupStarter {
  readonly #tasks: TaskService
  readonly #cataloguer: Cataloguer

  constructor(tasks: TaskService, cataloguer: Cataloguer) {
    this.#tasks = tasks
    this.#cataloguer = cataloguer
  }

  /**
   * @param key of the part whose record is to be cleaned up.
   * @param callerSubject whose pages get the events of the task.
   * @throws DomainError 400 where models are forbidden, 409 when the day's budget is spent or the service shuts down.
   */
  async start(key: string, callerSubject: string | null): Promise<TaskStartDto> {
    await this.#cataloguer.assertMayStart('perform AI cleanup')
    return this.#tasks.startTask(CLEANUP_TASK, { callerSubject, params: { part_key: key } })
  }
}
