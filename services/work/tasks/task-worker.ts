import { EventEmitter } from 'node:events'
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import type { Log } from '../../../plugins/log.ts'
import { WORKER_ALIVE_LOCK } from './orphaned-tasks.ts'
import type { Task } from './task.ts'

export interface TaskWorkerOptions {
  databaseUrl: string
  /** Tasks that run at the same time. */
  concurrency: number
  /** Runs a task under the worker's name. @throws Error when its job is not done and stays in the queue. */
  runTask: (task: Task, taskId: string, worker: string) => Promise<void>
  /** Called when a worker has ended by itself, with its name; another takes its place afterwards. */
  onLost: (worker: string) => Promise<void>
  log: Pick<Log, 'error' | 'warn' | 'info' | 'debug'>
}

/** The queue announces new jobs; this is how often it is looked at all the same. */
const POLL_MS = 1000
const RESTART_MS = 1000
/** One connection listens for jobs, the others fetch and finish them. */
const CONNECTIONS = 3

/** Takes jobs from the queue. It has a name, and a lock that shows the other replicas that it lives. */
export class TaskWorker {
  readonly #options: TaskWorkerOptions
  readonly #pool: pg.Pool
  #runner: Runner | undefined
  #name = ''
  #stopping = false
  #started: Promise<void> | undefined
  #restart: NodeJS.Timeout | undefined
  #connection: pg.Client | undefined
  /** Resolved once the lock is held: until then no job is taken. */
  #alive = Promise.withResolvers<null>()

  constructor(options: TaskWorkerOptions) {
    this.#options = options
    this.#pool = new pg.Pool({
      connectionString: options.databaseUrl,
      application_name: 'electronics-inventory tasks',
      max: CONNECTIONS,
      keepAlive: true,
    })
    this.#pool.on('error', (err) => options.log.warn({ err }, 'a connection to the job queue broke'))
    // One that breaks while it is in use; its statement rejects as well.
    this.#pool.on('connect', (client) => client.on('error', () => {}))
  }

  /** The name under which it takes jobs; empty before it has started. */
  get name(): string {
    return this.#name
  }

  /** To be called with each new connection that stays as long as the process lives. */
  async holdLockOn(connection: pg.Client): Promise<void> {
    this.#connection = connection
    await this.#takeLock()
  }

  /** Starts to take jobs of these kinds, or keeps trying until that works. */
  start(tasks: readonly Task[]): void {
    if (this.#stopping || tasks.length === 0) return
    this.#started = this.#start(tasks).catch((err) => {
      this.#options.log.warn({ err }, 'background tasks cannot be run; trying again')
      this.#startLater(tasks)
    })
  }

  /** Takes no more jobs. What runs goes on. */
  async pause(): Promise<void> {
    if (this.#stopping) return
    this.#stopping = true
    clearTimeout(this.#restart)
    await this.#started
    this.#runner?.stop().catch((err) => this.#options.log.warn({ err }, 'the task worker did not stop in order'))
  }

  /** Ends the worker, after its jobs have ended or `graceMs` have passed. */
  async close(graceMs: number): Promise<void> {
    await this.pause()
    await this.#started
    const ended = this.#runner?.promise.catch(() => {})
    const limit = Promise.withResolvers<void>()
    const timer = setTimeout(limit.resolve, graceMs)
    await Promise.race([ended, limit.promise])
    clearTimeout(timer)
    await this.#pool.end()
  }

  async #start(tasks: readonly Task[]): Promise<void> {
    const { concurrency, runTask, log } = this.#options
    const events: WorkerEvents = new EventEmitter()
    events.once('pool:create', ({ workerPool }) => {
      this.#name = workerPool.id
    })
    const taskList: TaskList = {}
    for (const task of tasks) taskList[task.name] = (payload) => runTask(task, taskIdOf(payload), this.#name)
    this.#alive = Promise.withResolvers<null>()
    const runner = await run({
      pgPool: this.#pool,
      taskList,
      concurrency,
      pollInterval: POLL_MS,
      noHandleSignals: true,
      forbiddenFlags: () => this.#alive.promise,
      events,
      logger: new Logger(
        () => (level, message) => log[level === 'error' && !this.#stopping ? 'warn' : 'debug'](message),
      ),
      // Unlike single statements, batches are waited for at the end and tried again.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    })
    this.#runner = runner
    runner.promise.then(
      () => this.#ended(tasks),
      () => this.#ended(tasks),
    )
    await this.#takeLock()
  }

  async #takeLock(): Promise<void> {
    if (this.#connection === undefined || this.#name === '') return
    await this.#connection.query('select pg_advisory_lock($1, hashtext($2))', [WORKER_ALIVE_LOCK, this.#name])
    this.#alive.resolve(null)
  }

  async #ended(tasks: readonly Task[]): Promise<void> {
    if (this.#stopping) return
    this.#options.log.error('the task worker has ended; another one takes its place')
    await this.#options.onLost(this.#name).catch((err) => this.#options.log.warn({ err }, 'tasks were not handed back'))
    this.#startLater(tasks)
  }

  #startLater(tasks: readonly Task[]): void {
    if (this.#stopping) return
    this.#restart = setTimeout(() => this.start(tasks), RESTART_MS)
    this.#restart.unref()
  }
}

function taskIdOf(payload: unknown): string {
  if (typeof payload === 'object' && payload !== null && 'task_id' in payload) return String(payload.task_id)
  throw new Error('A job without a task')
}
