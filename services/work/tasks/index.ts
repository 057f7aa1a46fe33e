import fp from 'fastify-plugin'
import { Gauge } from 'prom-client'
import { failureFields } from '../../../plugins/database/failure-fields.ts'
import { sessionOptions } from '../../../plugins/database/limits.ts'
import { whyUnavailable } from '../../../plugins/database/unavailable.ts'
import { runWithin } from '../../../plugins/lifecycle/time-limit.ts'
import { repeat } from '../../../plugins/repeat.ts'
import { DEMO_TASKS } from './demo-tasks.ts'
import { releaseOrphanedTasks } from './orphaned-tasks.ts'
import { CANCEL_CHANNEL } from './statements.ts'
import { TaskRuns } from './task-runs.ts'
import { TaskService } from './task-service.ts'
import { TaskStore } from './task-store.ts'
import { TaskWorker } from './task-worker.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Background tasks. */
    tasks: TaskService
  }
}

const ACTIVE_TASKS_AT_SHUTDOWN = new Gauge({
  name: 'active_tasks_at_shutdown',
  help: 'Tasks pending or running when shutdown began',
})

const BACKGROUND_TASKS_PENDING = new Gauge({
  name: 'background_tasks_pending',
  help: 'Tasks that wait in the queue',
})

/** How often the tasks of processes that are gone are looked for. */
const ORPHAN_CHECK_INTERVAL_SECONDS = 1
/**
 * When the database has not answered for so long, it has released this process's lock, and other processes run its
 * tasks. This process stops them, because a task that calls a model costs money each time.
 */
const OWNERSHIP_SECONDS = 60
const OWNERSHIP_INTERVAL_SECONDS = 5
/** How long the functions of tasks may take to return after a shutdown has aborted their signal. */
const ABORT_GRACE_SECONDS = 4
/** A worker that still asks for a job has its answer by then, or its connection is cut: the queue is not closed under it. */
const CLOSE_GRACE_MS = 5000
const NOT_HANDED_BACK =
  'the tasks of this process could not be handed back: they begin again when another process sees that it is gone'
/** For a figure that the shutdown reports: it is not to wait for a database that does not answer. */
const COUNT_SECONDS = 3

/** Background tasks. A task goes on in another process when its own process ends in the middle of it. */
export default fp(
  async (app) => {
    const { config, db, sse, lifecycle, notifications, log } = app
    const store = new TaskStore(db, sse)
    const service = new TaskService({
      db,
      sse,
      isShuttingDown: () => lifecycle.isShuttingDown,
      onCancelled: (taskId) => runs.stop(taskId, 'cancelled'),
    })
    const runs = new TaskRuns({
      store,
      db,
      log,
      timeoutSeconds: config.taskTimeoutSeconds,
      isProduction: config.isProduction,
    })
    const worker = new TaskWorker({
      databaseUrl: app.databaseUrl,
      ...sessionOptions(config),
      naming: app.statementNaming,
      connections: app.connections,
      concurrency: config.taskMaxWorkers,
      runTask: (task, taskId, name) => runs.run(task, taskId, name),
      onLost: async (name) => {
        runs.stopAll('lost')
        await store.release(name)
      },
      log,
    })
    app.decorate('tasks', service)
    if (config.isTesting) for (const task of DEMO_TASKS) service.register(task)

    notifications.listen(CANCEL_CHANNEL, (taskId) => runs.stop(taskId, 'cancelled'))
    notifications.onConnected(async (connection) => {
      await worker.holdLockOn(connection)
      await runs.stopLost()
      await runs.giveBackLeft(worker.name)
    })
    notifications.onBeat(async () => {
      await runs.stopLost()
      await runs.giveBackLeft(worker.name)
    })

    const ownership = repeat(OWNERSHIP_INTERVAL_SECONDS, async () => {
      if (notifications.silentSeconds > OWNERSHIP_SECONDS) runs.stopAll('lost')
    })
    const takeOver = async () => {
      const released = await releaseOrphanedTasks(db, sse, worker)
      if (released > 0) log.warn({ released }, 'tasks of a process that has died were taken over')
    }
    const orphanCheck = repeat(ORPHAN_CHECK_INTERVAL_SECONDS, takeOver, { tellsChanges: true })
    const cleanUp = repeat(config.taskCleanupIntervalSeconds, async () => {
      await service.cleanUp(config.taskCleanupIntervalSeconds)
    })
    app.addHook('onReady', () =>
      app.schema.startWith(() => {
        worker.start(service.tasks)
        ownership.start(() => {})
        orphanCheck.start((error) =>
          log.warn(failureFields(error), 'tasks of processes that have died could not be looked for; trying again'),
        )
        cleanUp.start((error) => log.warn(failureFields(error), 'ended tasks were not cleaned up; trying again'))
      }),
    )

    app.registerForPolling('tasks', async () => BACKGROUND_TASKS_PENDING.set(await service.countPending()), {
      gauges: [BACKGROUND_TASKS_PENDING],
    })

    lifecycle.onPrepareShutdown('TaskService', async () => {
      runs.pause()
      void orphanCheck.stop()
      void worker.pause()
      const running = runs.size
      const waiting = await runWithin(COUNT_SECONDS, () => service.countPending())
      if (waiting.outcome !== 'done') {
        const fields = waiting.outcome === 'failed' ? failureFields(waiting.error) : { reason: 'no answer' }
        log.warn(fields, 'the tasks that wait in the queue could not be counted: active_tasks_at_shutdown lacks them')
      }
      const active = running + (waiting.outcome === 'done' ? waiting.value : 0)
      ACTIVE_TASKS_AT_SHUTDOWN.set(active)
      lifecycle.reportActiveTasks(active)
    })
    lifecycle.addShutdownWaiter(
      'TaskService',
      (remainingSeconds) => runs.idle(remainingSeconds),
      () => runs.describe(),
    )
    lifecycle.beforeServerClose('TaskService', async () => {
      await runs.abortAll(ABORT_GRACE_SECONDS)
      try {
        await store.release(worker.name)
      } catch (error) {
        const reason = whyUnavailable(error)
        if (reason === null) throw error
        log.warn({ reason }, NOT_HANDED_BACK)
      }
      runs.tasksReleased()
    })
    app.addHook('onClose', async () => {
      await Promise.all([orphanCheck.stop(), cleanUp.stop(), ownership.stop()])
      runs.tasksReleased()
      await worker.close(CLOSE_GRACE_MS)
      ACTIVE_TASKS_AT_SHUTDOWN.reset()
    })
  },
  {
    name: 'tasks',
    fastify: '5.x',
    dependencies: ['config', 'database', 'lifecycle', 'metrics-poller', 'notifications', 'sse'],
  },
)
