import t, { type Test } from 'tap'
import type { SettingsOverrides } from '../../../../plugins/config/index.ts'
import type { Task } from '../../../../services/work/tasks/task.ts'
import { type BuildOptions, buildApp } from '../../../support/build-app.ts'
import { sampleValue } from '../../../support/sample-value.ts'
import { followTask } from '../../../support/task-events.ts'
import { createTestDatabase } from '../../../support/test-database.ts'
import { until } from '../../../support/until.ts'

/** A task that runs until the test lets it go, or until its signal aborts, if it cares. */
function heldTask({ obeys = true } = {}) {
  const gate = Promise.withResolvers<object>()
  let begun = Promise.withResolvers<void>()
  const task: Task = {
    name: 'held',
    async execute(_params, { signal }) {
      begun.resolve()
      if (obeys) signal.addEventListener('abort', () => gate.resolve({ aborted: true }))
      return gate.promise
    },
  }
  const nextBegun = async () => {
    await begun.promise
    begun = Promise.withResolvers<void>()
  }
  return { task, nextBegun, finish: gate.resolve }
}

async function build(t: Test, task: Task, settings: SettingsOverrides = {}, server: BuildOptions['server'] = {}) {
  const app = await buildApp(t, {
    server,
    settings: { appEnv: 'testing', ...settings },
    prepare: (instance) => instance.tasks.register(task),
  })
  return { app, tasks: app.tasks }
}

t.test('the shutdown knows how many tasks run here or wait, and no task can be started', async (t) => {
  const held = heldTask()
  const { app, tasks } = await build(t, held.task, { taskMaxWorkers: 1 })
  const done = await tasks.startTask('demo_task', { params: { steps: 1, delay: 0 } })
  await followTask(app)(done.task_id)
  await tasks.startTask('held')
  await held.nextBegun()
  await tasks.startTask('demo_task')
  await tasks.startTask('demo_task')
  const shutdown = app.lifecycle.prepareShutdown()
  await t.rejects(tasks.startTask('demo_task'), {
    statusCode: 409,
    code: 'INVALID_OPERATION',
    message: 'Cannot start task because service is shutting down',
  })
  held.finish({})
  await shutdown
  t.equal(await sampleValue('active_tasks_at_shutdown'), 3, 'one runs, two wait; what has ended does not count')
  t.equal(app.lifecycle.activeTasks, 3)
  t.equal(await tasks.countPending(), 2, 'what waits stays in the queue')
})

t.test('without tasks the shutdown counts none and waits for none', async (t) => {
  const { app } = await build(t, heldTask().task)
  await app.lifecycle.prepareShutdown()
  t.equal(await sampleValue('active_tasks_at_shutdown'), 0)
})

t.test('cancelling the last running task releases the shutdown, though its function goes on', async (t) => {
  const held = heldTask({ obeys: false })
  const { app, tasks } = await build(t, held.task, { gracefulShutdownTimeout: 60 })
  const { task_id } = await tasks.startTask('held')
  await held.nextBegun()
  const began = performance.now()
  const shutdown = app.lifecycle.prepareShutdown()
  await tasks.cancelTask(task_id)
  await shutdown
  t.ok(performance.now() - began < 10_000)
  held.finish({})
  t.equal((await tasks.getTaskStatus(task_id))?.status, 'cancelled')
})

t.test('a waiting task survives a shutdown and runs after the next start', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const held = heldTask()
  const first = await build(t, held.task, { databaseUrl, taskMaxWorkers: 1 })
  await first.tasks.startTask('held')
  await held.nextBegun()
  const { task_id } = await first.tasks.startTask('demo_task', { params: { steps: 1, delay: 0 } })
  held.finish({})
  await first.app.close()
  const second = await build(t, heldTask().task, { databaseUrl })
  await followTask(second.app)(task_id)
  t.match(await second.tasks.getTaskStatus(task_id), { status: 'completed', result: { status: 'success' } })
})

t.test('a task that ignores its signal is handed back as well, and its late result counts for nothing', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const held = heldTask({ obeys: false })
  const lines: string[] = []
  const stream = { write: (line: string) => void lines.push(line) }
  const settings = { databaseUrl, gracefulShutdownTimeout: 1 }
  const first = await build(t, held.task, settings, { logger: { level: 'warn', stream } })
  const { task_id } = await first.tasks.startTask('held')
  await held.nextBegun()
  await first.app.close()
  const told = lines.map((line) => JSON.parse(line).msg)
  t.match(
    told.find((msg) => msg.startsWith('the shutdown does not wait')),
    `: background tasks, 1 (held ${task_id}). They are stopped, and begin again in another process or at the next start`,
  )
  t.match(
    told.find((msg) => msg.startsWith('forcing shutdown')),
    /the 1 s of GRACEFUL_SHUTDOWN_TIMEOUT are over/,
  )

  const next = heldTask()
  const second = await build(t, next.task, { databaseUrl })
  await next.nextBegun()
  t.equal((await second.tasks.getTaskStatus(task_id))?.status, 'running')
  held.finish({ late: true })
  next.finish({ second: true })
  const events = await followTask(second.app)(task_id)
  t.same(
    events.map(({ event_type }) => event_type),
    ['task_started', 'task_started', 'task_completed'],
  )
  t.match(await second.tasks.getTaskStatus(task_id), { status: 'completed', result: { second: true } })
})

t.test('a task whose process has died three times fails for good', async (t) => {
  const { app, tasks } = await build(t, heldTask().task)
  const { task_id } = await tasks.startTask('demo_task', { params: { steps: 1000, delay: 60 } })
  const failed = (await sampleValue('background_tasks_total', { task: 'demo_task', status: 'failed' })) ?? 0
  // As if it ran in processes that are no more: their locks are free.
  await app.db.query(`update tasks set deaths = 2, status = 'running', runner = 'gone' where task_id = $1`, [task_id])
  const events = await followTask(app)(task_id)
  t.match(events.at(-1), { event_type: 'task_failed', data: { error: /process ended .* 3 times/ } })
  t.match(await tasks.getTaskStatus(task_id), { status: 'failed', error: /3 times/ })
  t.equal(await sampleValue('background_tasks_total', { task: 'demo_task', status: 'failed' }), failed + 1)
})

t.test('a task that has lost its job is given a new one', async (t) => {
  const held = heldTask()
  const { app, tasks } = await build(t, held.task, { taskMaxWorkers: 1 })
  await tasks.startTask('held')
  await held.nextBegun()
  const { task_id } = await tasks.startTask('demo_task', { params: { steps: 1, delay: 0 } })
  await app.db.query('select remove_task_job($1)', [task_id])
  held.finish({})
  await followTask(app)(task_id)
  t.equal((await tasks.getTaskStatus(task_id))?.status, 'completed')
})

t.test('the connection that shows that the worker lives is lost and made again: its task goes on', async (t) => {
  const held = heldTask()
  const { app, tasks } = await build(t, held.task)
  const { task_id } = await tasks.startTask('held')
  await held.nextBegun()
  await app.db.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where application_name like 'electronics-inventory %' and datname = current_database()`,
  )
  held.finish({ survived: true })
  await followTask(app)(task_id)
  t.match(await tasks.getTaskStatus(task_id), { status: 'completed', result: { survived: true } })
  const later = await tasks.startTask('demo_task', { params: { steps: 1, delay: 0 } })
  await followTask(app)(later.task_id)
})

t.test('the queue is measured by polling', async (t) => {
  const { app } = await build(t, heldTask().task, { metricsUpdateInterval: 1 })
  await app.db.query(
    `insert into tasks (task_id, name, params) select gen_random_uuid(), 'of another version', '{}' from generate_series(1, 3)`,
  )
  await until(async () => (await sampleValue('background_tasks_pending')) === 3)
  await app.close()
  t.equal(await sampleValue('background_tasks_pending'), 0)
})
