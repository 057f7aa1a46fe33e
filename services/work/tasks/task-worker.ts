import { EventEmitter } from 'node:events'
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import { asConnectionFailure } from '../../../plugins/database/connection-failure.ts'
import { endPool } from '../../../plugins/database/end-pool.ts'
import type { SessionLimits } from '../../../plugins/database/limits.ts'
import { createPool } from '../../../plugins/database/pool.ts'
import { releaseOnce } from '../../../plugins/database/release-once.ts'
import type { StatementNaming } from '../../../plugins/database/statement-naming.ts'
import { readInstalledJobQueue } from '../../../plugins/job-queue/install.ts'
import type { Log } from '../../../plugins/log.ts'
import { LOCK_WORKER } from './statements.ts'
import type { Task } from './task.ts'

export interface TaskWorkerOptions {
  databaseUrl: string
  poolTimeoutSeconds: number
  limits: SessionLimits
  naming: StatementNaming
  /** Tasks that run at the same time. */
  concurrency: number
  /** Runs a task under the worker's name. @throws Error when its job is not done and stays in the queue. */
  runTask: (task: Task, taskId: string, worker: string) => Promise<void>
  /** Called when a worker has ended by itself, with its name; another takes its place afterwards. */
  onLost: (worker: string) => Promise<void>
  log: Pick<Log, 'error' | 'warn' | 'info' | 'debug'>
}

/** The queue announces new jobs. An announcement can be lost, so the queue is also read this often. */
const POLL_MS = 1000
const RESTART_MS = 1000
/** One connection listens for jobs, the others fetch and finish them. */
const CONNECTIONS = 3

/** Takes jobs from the queue. It has a name, and a lock that shows the other replicas that it is running. */
export class TaskWorker {
  readonly #options: TaskWorkerOptions
  readonly #pool: pg.Pool
  #runner: Runner | undefined
  #name = ''
  #stopping = false
  #isFailing = false
  #started: Promise<void> | undefined
  #restart: NodeJS.Timeout | undefined
  #connection: pg.Client | undefined
  /** Resolved when the lock is held: until then no job is taken. */
  #alive = Promise.withResolvers<null>()

  constructor(options: TaskWorkerOptions) {
    this.#options = options
    this.#pool = createPool({
      databaseUrl: options.databaseUrl,
      applicationName: 'electronics-inventory tasks',
      poolMax: CONNECTIONS,
      poolTimeoutSeconds: options.poolTimeoutSeconds,
      limits: options.limits,
      naming: options.naming,
    })
    releaseOnce(this.#pool)
    this.#pool.on('error', (err) => options.log.warn({ err }, 'a connection to the job queue broke'))
  }

  /** The name under which it takes jobs; empty before it has started. */
  get name(): string {
    return this.#name
  }

  /** To be called with each new connection that stays open while the process runs. */
  async holdLockOn(connection: pg.Client): Promise<void> {
    this.#connection = connection
    await this.#takeLock()
  }

  /** Starts to take jobs of these kinds, or keeps trying until that works. */
  start(tasks: readonly Task[]): void {
    if (this.#stopping || tasks.length === 0) return
    this.#started = this.#start(tasks).then(
      () => {
        this.#isFailing = false
      },
      (err) => {
        // An outage is told once, and not each second.
        const tell = this.#isFailing ? 'debug' : 'warn'
        this.#options.log[tell]({ err: asConnectionFailure(err) }, 'background tasks cannot be run; trying again')
        this.#isFailing = true
        this.#startLater(tasks)
      },
    )
  }

  /** Takes no more jobs. Jobs that run go on. */
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
    await endPool(this.#pool)
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
      schema: await this.#readSchema(),
      taskList,
      concurrency,
      pollInterval: POLL_MS,
      noHandleSignals: true,
      forbiddenFlags: () => this.#alive.promise,
      events,
      logger: new Logger(
        () => (level, message) => log[level === 'error' && !this.#stopping ? 'warn' : 'debug'](message),
      ),
      // The worker waits for batches when it stops and tries them again; it does neither with single statements.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0, preparedStatements: false } },
    })
    this.#runner = runner
    runner.promise.then(
      () => this.#ended(tasks),
      () => this.#ended(tasks),
    )
    await this.#takeLock().catch((err) => {
      log.warn({ err }, 'the task worker has no lock; another one takes its place')
      return runner.stop()
    })
  }

  async #readSchema(): Promise<string> {
    const connection = await this.#pool.connect()
    try {
      return await readInstalledJobQueue(connection)
    } finally {
      connection.release()
    }
  }

  async #takeLock(): Promise<void> {
    if (this.#connection === undefined || this.#name === '') return
    await this.#connection.query(LOCK_WORKER.text, [this.#name])
    this.#alive.resolve(null)
  }

  async #ended(tasks: readonly Task[]): Promise<void> {
    if (this.#stopping) return
    this.#options.log.error('the task worker has ended; another one takes its place')
    await this.#options
      .onLost(this.#name)
      .catch((err) => this.#options.log.warn({ err }, 'the tasks of an ended worker were not released'))
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
