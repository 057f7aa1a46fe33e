import { setTimeout } from 'node:timers/promises'
import { type Actor, type Tools, Worker } from './worker.ts'

/** What became of the tasks that were acknowledged. */
export interface StartedTasks {
  /** Ids of tasks that must end as `completed`. */
  readonly started: Set<string>
  /** Ids of tasks whose cancel was acknowledged. */
  readonly cancelled: Set<string>
  /** Ids of tasks of which nobody knows whether the cancel took effect. */
  readonly uncertain: Set<string>
}

/** Starts background tasks, looks at them, and cancels some. */
export class TaskStarter implements Actor {
  readonly #worker: Worker
  readonly #tasks: StartedTasks

  constructor(tools: Tools, name: string, tasks: StartedTasks) {
    this.#worker = new Worker(tools, name)
    this.#tasks = tasks
  }

  async work(): Promise<void> {
    const worker = this.#worker
    const { random } = worker.tools
    // A replica that is told to stop between two probes refuses new tasks, and says so.
    const body = { task_type: 'demo_task', params: { steps: random.integer(1, 8), delay: 0.05 } }
    const task = await worker.call(
      'POST /api/testing/tasks/start',
      { path: '/api/testing/tasks/start', body },
      [200, 409],
    )
    if (typeof task.task_id !== 'string') return
    const id = task.task_id
    this.#tasks.started.add(id)
    await worker.call('GET /api/tasks/{task_id}/status', { path: `/api/tasks/${id}/status` })
    if (random.chance(0.15)) await this.#cancel(id)
    await setTimeout(random.integer(50, 150))
  }

  async #cancel(id: string): Promise<void> {
    const { started, cancelled, uncertain } = this.#tasks
    started.delete(id)
    uncertain.add(id)
    const path = `/api/tasks/${id}/cancel`
    const { status } = await this.#worker.tools.tally.send('POST /api/tasks/{task_id}/cancel', { path }, [200, 404])
    uncertain.delete(id)
    if (status === 200) cancelled.add(id)
    else started.add(id)
  }
}
