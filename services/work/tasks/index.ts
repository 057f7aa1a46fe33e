import fp from 'fastify-plugin'
import { Gauge } from 'prom-client'
import { repeat } from '../../../plugins/repeat.ts'
import { DEMO_TASKS } from './demo-tasks.ts'
import { adoptOrphans } from './orphaned-tasks.ts'
import { TaskRuns } from './task-runs.ts'
import { CANCEL_CHANNEL, TaskService } from './task-service.ts'
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

/** How soon the tasks of a process that has died are taken over. */
const ADOPTION_INTERVAL_SECONDS = 1
/** What the functions of tasks get to return once their signal has been aborted at the end. */
const ABORT_GRACE_SECONDS = 4
const CLOSE_GRACE_MS = 1000

/** Runs background tasks, and survives that a process ends in the middle of one. */
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
      concurrency: config.taskMaxWorkers,
      runTask: (task, taskId, name) => runs.run(task, taskId, name),
      onLost: async (name) => {
        runs.stopAll('lost')
        await store.handBack(name)
      },
      log,
    })
    app.decorate('tasks', service)
    if (config.isTesting) for (const task of DEMO_TASKS) service.register(task)

    notifications.listen(CANCEL_CHANNEL, (taskId) => runs.stop(taskId, 'cancelled'))
    notifications.onConnected(async (connection) => {
      await worker.holdLockOn(connection)
      await runs.stopLost()
    })

    const adoption = repeat(ADOPTION_INTERVAL_SECONDS, async () => {
      const adopted = await adoptOrphans(db, sse, worker.name)
      if (adopted > 0) log.warn({ adopted }, 'tasks of a process that has died were taken over')
    })
    const cleanUp = repeat(config.taskCleanupIntervalSeconds, async () => {
      await service.cleanUp(config.taskCleanupIntervalSeconds)
    })
    app.addHook('onReady', async () => {
      worker.start(service.tasks)
      adoption.start((err) => log.warn({ err }, 'no look for tasks of processes that have died'))
      cleanUp.start((err) => log.warn({ err }, 'ended tasks were not cleaned up'))
    })

    app.registerForPolling('tasks', async () => BACKGROUND_TASKS_PENDING.set(await service.countPending()), {
      gauges: [BACKGROUND_TASKS_PENDING],
    })

    lifecycle.onPrepareShutdown('TaskService', async () => {
      runs.pause()
      void adoption.stop()
      void worker.pause()
      const active = runs.size + (await service.countPending())
      ACTIVE_TASKS_AT_SHUTDOWN.set(active)
      lifecycle.reportActiveTasks(active)
    })
    lifecycle.addShutdownWaiter('TaskService', async (remainingSeconds) => {
      const idle = await runs.idle(remainingSeconds)
      if (!idle) log.warn({ tasks: runs.size }, 'tasks still run at the end of the shutdown budget')
      return idle
    })
    lifecycle.beforeServerClose('TaskService', async () => {
      await runs.abortAll(ABORT_GRACE_SECONDS)
      await store.handBack(worker.name)
      runs.handedBack()
    })
    app.addHook('onClose', async () => {
      await Promise.all([adoption.stop(), cleanUp.stop()])
      runs.handedBack()
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
