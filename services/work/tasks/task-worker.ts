import { EventEmitter } from 'node:events'
import { type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import { endPool } from '../../../plugins/database/end-pool.ts'
import { failureFields } from '../../../plugins/database/failure-fields.ts'
import type { SessionLimits } from '../../../plugins/database/limits.ts'
import type { OpenConnections } from '../../../plugins/database/open-connections.ts'
import { createPool } from '../../../plugins/database/pool.ts'
import { releaseOnce } from '../../../plugins/database/release-once.ts'
import type { StatementNaming } from '../../../plugins/database/statement-naming.ts'
import { readInstalledJobQueue } from '../../../plugins/job-queue/install.ts'
import type { Log } from '../../../plugins/log.ts'
import { pauseAfter } from '../../../plugins/pause-after-failures.ts'
import { QueueLog } from './queue-log.ts'
import { endInOrder } from './quiet-end.ts'
import type { Task } from './task.ts'
import { WorkerLock } from './worker-lock.ts'
import { DEMAND_WRITABLE } from './worker-statements.ts'

export interface TaskWorkerOptions {
  databaseUrl: string
  poolTimeoutSeconds: number
  limits: SessionLimits
  naming: StatementNaming
  connections: OpenConnections
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
/** Each try to start without a database is a connection that fails. */
const RETRY = { first: RESTART_MS, most: 5000 }
/** One connection listens for jobs, the other fetches and finishes them: single statements, which no job holds. */
const CONNECTIONS = 2

/** Takes jobs from the queue. It has a name, and a lock that shows the other replicas that it is running. */
export class TaskWorker {
  readonly #options: TaskWorkerOptions
  readonly #pool: pg.Pool
  readonly #queueLog: QueueLog
  #runner: Runner | undefined
  #name = ''
  #stopping = false
  #failures = 0
  #started: Promise<void> | undefined
  #restart: NodeJS.Timeout | undefined
  readonly #lock = new WorkerLock()

  constructor(options: TaskWorkerOptions) {
    this.#options = options
    this.#pool = createPool({
      databaseUrl: options.databaseUrl,
      applicationName: 'electronics-inventory tasks',
      poolMax: CONNECTIONS,
      poolTimeoutSeconds: options.poolTimeoutSeconds,
      limits: options.limits,
      naming: options.naming,
      connections: options.connections,
    })
    releaseOnce(this.#pool)
    this.#queueLog = new QueueLog(options.log)
    this.#pool.on('error', (error) => this.#queueLog.broke(error))
  }

  /** The name under which it takes jobs; empty before it has started. */
  get name(): string {
    return this.#name
  }

  /** Whether a lock that nobody holds says that its process has died. */
  get knowsWhoDied(): boolean {
    return this.#lock.saysWhoDied
  }

  /** To be called with each new connection that stays open while the process runs. */
  holdLockOn(connection: pg.Client): Promise<void> {
    return this.#lock.holdOn(connection)
  }

  /** Starts to take jobs of these kinds, or keeps trying until that works. */
  start(tasks: readonly Task[]): void {
    if (this.#stopping || tasks.length === 0) return
    this.#started = this.#start(tasks).then(
      () => {
        this.#failures = 0
      },
      (error) => {
        // An outage is told once, and not with each try.
        const tell = this.#failures > 0 ? 'debug' : 'warn'
        this.#options.log[tell](failureFields(error), 'background tasks cannot be run; trying again')
        this.#startLater(tasks, pauseAfter(++this.#failures, RETRY))
      },
    )
  }

  /** Takes no more jobs. Jobs that run go on. */
  async pause(): Promise<void> {
    if (this.#stopping) return
    this.#stopping = true
    this.#queueLog.hush()
    clearTimeout(this.#restart)
    await this.#started
    // It rejects only where it has stopped already, such as without its database.
    this.#runner?.stop().catch(() => {})
    this.#lock.giveUp()
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
    // It keeps what its first look at the queue has failed with, and fails so for ever: another one takes its place.
    let hasLooked = false
    const looked = () => {
      hasLooked = true
      this.#queueLog.works()
    }
    events.on('worker:getJob:empty', looked).on('job:start', looked)
    events.once('worker:getJob:error', () => {
      if (!hasLooked) runner.stop().catch(() => {})
    })
    endInOrder(events)
    const taskList: TaskList = {}
    for (const task of tasks) taskList[task.name] = (payload) => runTask(task, taskIdOf(payload), this.#name)
    this.#lock.release()
    const runner = await run({
      pgPool: this.#pool,
      schema: await this.#readSchema(),
      taskList,
      concurrency,
      pollInterval: POLL_MS,
      noHandleSignals: true,
      // Else it reads a file named crontab where the process was started.
      parsedCronItems: [],
      // Without the lock no job is taken: other replicas would take it over.
      forbiddenFlags: () => this.#lock.held,
      events,
      logger: this.#queueLog.logger,
      // The worker waits for batches when it stops and tries them again; it does neither with single statements.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0, preparedStatements: false } },
    })
    this.#runner = runner
    runner.promise.then(
      () => this.#ended(tasks),
      () => this.#ended(tasks),
    )
    await this.#lock.take(this.#name).catch((error) => {
      log.warn(failureFields(error), 'the task worker has no lock; another one takes its place')
      const stopped = runner.stop()
      // It stops when nothing of it waits for the lock.
      this.#lock.release()
      return stopped
    })
  }

  async #readSchema(): Promise<string> {
    const connection = await this.#pool.connect()
    try {
      const schema = await readInstalledJobQueue(connection)
      await connection.query(DEMAND_WRITABLE.text)
      return schema
    } finally {
      connection.release()
    }
  }

  async #ended(tasks: readonly Task[]): Promise<void> {
    if (this.#stopping) return
    this.#options.log.error('the task worker has ended; another one takes its place')
    await this.#release(this.#name)
    this.#startLater(tasks, RESTART_MS)
  }

  /** Keeps trying: tasks that are not released count as those of a process that has died. */
  async #release(name: string): Promise<void> {
    while (!this.#stopping) {
      try {
        return await this.#options.onLost(name)
      } catch (error) {
        this.#options.log.warn(failureFields(error), 'the tasks of an ended worker were not released; trying again')
        await new Promise((resolve) => setTimeout(resolve, RESTART_MS).unref())
      }
    }
  }

  #startLater(tasks: readonly Task[], pauseMs: number): void {
    if (this.#stopping) return
    this.#restart = setTimeout(() => this.start(tasks), pauseMs)
    this.#restart.unref()
  }
}

function taskIdOf(payload: unknown): string {
  if (typeof payload === 'object' && payload !== null && 'task_id' in payload) return String(payload.task_id)
  throw new Error('A job without a task')
}
