import { randomUUID } from 'node:crypto'
import type { Database } from '../../../plugins/database/database.ts'
import { invalidOperation, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import type { LiveEvents } from '../../../plugins/sse/live-events.ts'
import { addJobs } from './job-queue.ts'
import type { TaskInfoDto, TaskStartDto } from './schemas.ts'
import type { Task } from './task.ts'
import { countEnd } from './task-metrics.ts'

/** Channel on which replicas tell each other which tasks have been cancelled. */
export const CANCEL_CHANNEL = 'task_cancelled'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** `$2` sees every task, `$3` those of its own subject and those of nobody. */
const VISIBLE = '($2 or subject is null or subject = $3)'

/** Who asks for a task. What they may not see does not exist for them. */
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

/** Starts background tasks and tells how they are. Every replica sees the same. */
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
   * Stores a task, which is run as soon as a worker is free. Once this has returned the task is never lost.
   *
   * @param name of a registered task.
   * @param callerSubject whose pages are told about the task; null: everybody's.
   * @param params what the task gets; JSON.
   * @throws DomainError 409 when the service is shutting down.
   */
  async startTask(
    name: string,
    { callerSubject = null, params = {} }: { callerSubject?: string | null; params?: Record<string, unknown> } = {},
  ): Promise<TaskStartDto> {
    if (!this.#registered.has(name)) throw new Error(`No task is named "${name}"`)
    if (this.#parts.isShuttingDown()) throw invalidOperation('start task', 'service is shutting down')
    const taskId = randomUUID()
    await this.#parts.db.transaction(async (unit) => {
      await unit.query(
        `with added as (
           insert into tasks (task_id, name, subject, params) values ($1, $2, $3, $4) returning *
         )
         select ${addJobs('added')} from added`,
        [taskId, name, callerSubject, JSON.stringify(params)],
      )
    })
    return { task_id: taskId, status: 'pending' }
  }

  /** The state of a task, or null when there is none for this viewer. */
  async getTaskStatus(taskId: string, viewer: TaskViewer = EVERY_TASK): Promise<TaskInfoDto | null> {
    if (!UUID.test(taskId)) return null
    const [task] = await this.#parts.db.query<TaskInfoDto>(
      `select task_id, subject, status, iso_utc(start_time) as start_time, iso_utc(end_time) as end_time, result, error
         from tasks where task_id = $1 and ${VISIBLE}`,
      [taskId, viewer.seesAll, viewer.subject],
    )
    return task ?? null
  }

  /** @throws DomainError 404 as `getTaskStatus` answers null. */
  async get(taskId: string, viewer: TaskViewer): Promise<TaskInfoDto> {
    const task = await this.getTaskStatus(taskId, viewer)
    if (task === null) throw taskNotFound('Task not found')
    return task
  }

  /**
   * Cancels a task that waits or runs, on whichever replica. Its function is told to stop and may go on for a while;
   * what it does then has no effect on the state.
   *
   * @returns false when the task is unknown to this viewer, or has ended.
   */
  async cancelTask(taskId: string, viewer: TaskViewer = EVERY_TASK): Promise<boolean> {
    if (!UUID.test(taskId)) return false
    const { db, onCancelled } = this.#parts
    return db.transaction(async (unit) => {
      const [task] = await unit.query<{ name: string; seconds: number | null }>(
        `with active as (
           select task_id, status = 'running' as ran, run_started_at from tasks
            where task_id = $1 and status in ('pending', 'running') and ${VISIBLE} for update
         )
         update tasks t set status = 'cancelled', end_time = clock_timestamp(), runner = null
           from active a where t.task_id = a.task_id
         returning t.name,
           case when a.ran then extract(epoch from t.end_time - a.run_started_at)::float8 end as seconds`,
        [taskId, viewer.seesAll, viewer.subject],
      )
      if (task === undefined) return false
      await unit.query(`select graphile_worker.remove_job($1), pg_notify('${CANCEL_CHANNEL}', $1)`, [
        taskId.toLowerCase(),
      ])
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

  /** Forgets a task that has ended, with its events. @returns false when it is unknown to this viewer, or active. */
  async removeCompletedTask(taskId: string, viewer: TaskViewer = EVERY_TASK): Promise<boolean> {
    if (!UUID.test(taskId)) return false
    const removed = await this.#parts.db.query(
      `delete from tasks where task_id = $1 and end_time is not null and ${VISIBLE} returning task_id`,
      [taskId, viewer.seesAll, viewer.subject],
    )
    return removed.length > 0
  }

  /** @throws DomainError 404 as `removeCompletedTask` answers false. */
  async remove(taskId: string, viewer: TaskViewer): Promise<void> {
    if (!(await this.removeCompletedTask(taskId, viewer))) throw taskNotFound('Task not found or not completed')
  }

  /** How many tasks wait in the queue that all replicas share. */
  async countPending(): Promise<number> {
    const [row] = await this.#parts.db.query<{ count: number }>(
      `select count(*) as count from tasks where status = 'pending'`,
    )
    return row?.count ?? 0
  }

  /**
   * Forgets the tasks that ended at least `seconds` ago, with their events, and other events of that age.
   *
   * @returns how many tasks were forgotten.
   */
  async cleanUp(seconds: number): Promise<number> {
    const { db, sse } = this.#parts
    await sse.forgetOlderThan(seconds)
    const forgotten = await db.query(
      `with old as materialized (
         select task_id from tasks where end_time <= now() - make_interval(secs => $1) for update skip locked
       ), horizon as (
         update sse_event_horizon h set id = newest.id
           from (select max(e.id) as id from sse_events e join old using (task_id)) newest where newest.id > h.id
       )
       delete from tasks t using old where t.task_id = old.task_id returning t.task_id`,
      [seconds],
    )
    return forgotten.length
  }
}

/** The message alone says what was not found; one sentence serves an unknown id, a wrong state and a foreign task. */
function taskNotFound(message: string) {
  return Object.assign(recordNotFound('Task', ''), { message })
}
