import { randomUUID } from 'node:crypto'
import type { Database } from '../../../plugins/database/database.ts'
import { DomainError, invalidOperation } from '../../../plugins/errors/domain-error.ts'
import type { LiveEvents } from '../../../plugins/sse/live-events.ts'
import type { TaskInfoDto, TaskListItemDto, TaskStartDto } from './schemas.ts'
import {
  ADD_TASK,
  CANCEL_TASK,
  COUNT_PENDING_TASKS,
  DELETE_ENDED_TASK,
  DELETE_OLD_TASKS,
  ENDED_TASK,
  LIST_TASKS,
  REMOVE_JOB_OF_CANCELLED,
  TASK_INFO,
} from './statements.ts'
import type { Task } from './task.ts'
import { countEnd } from './task-metrics.ts'

/** Until another process, or the next start, takes the task. */
const SHUTDOWN_RETRY_SECONDS = 5
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Who asks for a task. For a task that they may not see, the answers are those for an unknown task. */
export interface TaskViewer {
  subject: string | null
  seesAll: boolean
}

export const EVERY_TASK: TaskViewer = { subject: null, seesAll: true }

export interface TaskServiceParts {
  db: Database
  sse: LiveEvents
  isShuttingDown: () => boolean
  /** Stops a task that has been cancelled, if it runs here. */
  onCancelled: (taskId: string) => void
}

/** Starts background tasks, and reads, cancels and removes them. They are in the database, for all replicas. */
export class TaskService {
  readonly #registered = new Map<string, Task>()
  readonly #parts: TaskServiceParts

  constructor(parts: TaskServiceParts) {
    this.#parts = parts
  }

  /** The registered kinds of tasks. */
  get tasks(): Task[] {
    return [...this.#registered.values()]
  }

  /** Makes a kind of task known; before the instance is ready. @throws Error when the name is taken. */
  register(task: Task): void {
    if (this.#registered.has(task.name)) throw new Error(`A task named "${task.name}" is registered already`)
    this.#registered.set(task.name, task)
  }

  /**
   * Stores a task, which is run as soon as a worker is free. After this has returned the task is never lost.
   *
   * @param name of a registered task.
   * @param callerSubject whose pages get the events of the task; null: everybody's.
   * @param params parameters of the task; JSON.
   * @throws DomainError 409 when the service is shutting down; another process, or the next start, takes the task.
   */
  async startTask(
    name: string,
    { callerSubject = null, params = {} }: { callerSubject?: string | null; params?: Record<string, unknown> } = {},
  ): Promise<TaskStartDto> {
    if (!this.#registered.has(name)) throw new Error(`No task is named "${name}"`)
    if (this.#parts.isShuttingDown()) {
      throw invalidOperation('start task', 'service is shutting down', {
        passes: true,
        retryAfterSeconds: SHUTDOWN_RETRY_SECONDS,
      })
    }
    const taskId = randomUUID()
    await this.#parts.db.transaction(async (unit) => {
      await unit.query(ADD_TASK, [taskId, name, callerSubject, JSON.stringify(params)])
    })
    return { task_id: taskId, status: 'pending' }
  }

  /** The state of a task, or null when there is none for this viewer. */
  async getTaskStatus(taskId: string, viewer: TaskViewer = EVERY_TASK): Promise<TaskInfoDto | null> {
    if (!UUID.test(taskId)) return null
    const [task] = await this.#parts.db.query(TASK_INFO, [taskId, viewer.seesAll, viewer.subject])
    return task ?? null
  }

  /** At most `limit` tasks of this viewer: those that have not ended first, the newest first among each. */
  async list(limit: number, viewer: TaskViewer): Promise<TaskListItemDto[]> {
    const tasks = await this.#parts.db.query(LIST_TASKS, [limit, viewer.seesAll, viewer.subject])
    return tasks.map(({ params, ...task }) => ({
      ...task,
      can_retry: params !== null && this.#canRetry(task.name, params),
    }))
  }

  /** @throws DomainError 404 as `getTaskStatus` answers null. */
  async get(taskId: string, viewer: TaskViewer): Promise<TaskInfoDto> {
    const task = await this.getTaskStatus(taskId, viewer)
    if (task === null) throw taskNotFound('Task not found')
    return task
  }

  /**
   * Cancels a pending or running task, on whichever replica. The signal of its function is aborted; what the function
   * does afterwards has no effect on the state.
   *
   * @returns false when the task is unknown to this viewer, or has ended.
   */
  async cancelTask(taskId: string, viewer: TaskViewer = EVERY_TASK): Promise<boolean> {
    if (!UUID.test(taskId)) return false
    const { db, onCancelled } = this.#parts
    return db.transaction(async (unit) => {
      const [task] = await unit.query(CANCEL_TASK, [taskId, viewer.seesAll, viewer.subject])
      if (task === undefined) return false
      await unit.query(REMOVE_JOB_OF_CANCELLED, [taskId.toLowerCase()])
      unit.afterCommit(() => {
        countEnd(task.name, 'cancelled', task.seconds)
        onCancelled(taskId.toLowerCase())
      })
      return true
    })
  }

  /** @throws DomainError 404 as `cancelTask` answers false. */
  async cancel(taskId: string, viewer: TaskViewer): Promise<void> {
    if (!(await this.cancelTask(taskId, viewer))) throw taskNotFound('Task not found or cannot be cancelled')
  }

  /**
   * Starts a task once more that failed, was cancelled, or came to its end without a result: as a new task, for the same
   * person.
   *
   * @throws DomainError 404 as `getTaskStatus` answers null; 409 for a task that cannot be started once more.
   */
  async retry(taskId: string, viewer: TaskViewer): Promise<TaskStartDto> {
    if (!UUID.test(taskId)) throw taskNotFound('Task not found')
    const [task] = await this.#parts.db.query(ENDED_TASK, [taskId, viewer.seesAll, viewer.subject])
    if (task === undefined) throw taskNotFound('Task not found')
    const { name, subject, params } = task
    if (!task.is_without_result) throw invalidOperation('retry task', 'it goes on, or ended with a result')
    if (!this.#canRetry(name, params)) throw invalidOperation('retry task', 'what it works on has to be given again')
    return this.startTask(name, { callerSubject: subject, params })
  }

  #canRetry(name: string, params: Record<string, unknown>): boolean {
    return this.#registered.get(name)?.canRetry?.(params) ?? false
  }

  /** Deletes a task that has ended, and its events. @returns false when it is unknown to this viewer, or active. */
  async removeCompletedTask(taskId: string, viewer: TaskViewer = EVERY_TASK): Promise<boolean> {
    if (!UUID.test(taskId)) return false
    const removed = await this.#parts.db.query(DELETE_ENDED_TASK, [taskId, viewer.seesAll, viewer.subject])
    return removed.length > 0
  }

  /** @throws DomainError 404 as `removeCompletedTask` answers false. */
  async remove(taskId: string, viewer: TaskViewer): Promise<void> {
    if (!(await this.removeCompletedTask(taskId, viewer))) throw taskNotFound('Task not found or not completed')
  }

  /** How many tasks are pending in the queue that all replicas share. */
  async countPending(): Promise<number> {
    const [row] = await this.#parts.db.query(COUNT_PENDING_TASKS)
    return row?.count ?? 0
  }

  /**
   * Deletes the tasks that ended at least `seconds` ago, their events, and other events of that age.
   *
   * @returns how many tasks were deleted.
   */
  async cleanUp(seconds: number): Promise<number> {
    const { db, sse } = this.#parts
    await sse.deleteOlderThan(seconds)
    const deleted = await db.query(DELETE_OLD_TASKS, [seconds])
    return deleted.length
  }
}

/** One message for an unknown id, a task in another state and another user's task. */
function taskNotFound(message: string) {
  return new DomainError(404, 'RECORD_NOT_FOUND', message, 'The requested record could not be found')
}
