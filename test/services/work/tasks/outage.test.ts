import { mock } from 'node:test'
import pg from 'pg'
import t, { type Test } from 'tap'
import type { Task, TaskContext } from '../../../../services/work/tasks/task.ts'
import type { BuildOptions } from '../../../support/build-app.ts'
import { buildApp } from '../../../support/build-app.ts'
import { startFreezingProxy } from '../../../support/freezing-proxy.ts'
import { sampleValue } from '../../../support/sample-value.ts'
import { followTask } from '../../../support/task-events.ts'
import { createTestDatabase } from '../../../support/test-database.ts'
import { until } from '../../../support/until.ts'

const SHORT = { dbStatementTimeout: 2, dbPoolTimeout: 2, dbPoolSize: 4 }

/** A service behind a proxy that can cut it off, and a connection that is never cut. */
async function build(t: Test, options: BuildOptions & { task: Task }) {
  const databaseUrl = await createTestDatabase(t)
  const proxy = await startFreezingProxy(t, databaseUrl)
  const direct = new pg.Client({ connectionString: databaseUrl })
  await direct.connect()
  t.teardown(() => direct.end())
  const app = await buildApp(t, {
    ...options,
    settings: { ...SHORT, databaseUrl: proxy.url },
    prepare: (instance) => instance.tasks.register(options.task),
  })
  const toldOf = (text: string) =>
    until(
      async () => (await direct.query(`select from sse_events where data::text like $1`, [`%${text}%`])).rowCount !== 0,
    )
  return { app, proxy, direct, databaseUrl, toldOf, ended: followTask(app) }
}

/** A task whose runs each do what the test says; `run` counts from 1. */
function taskOf(work: (run: number, context: TaskContext) => Promise<object>) {
  let runs = 0
  const task: Task = { name: 'work', execute: (_params, context) => work(++runs, context), canRetry: () => true }
  return { task, runs: () => runs }
}

t.test('a task that loses the database in the middle begins again, keeps its progress, and says so', async (t) => {
  const { task, runs } = taskOf(async (run, { progress }) => {
    progress.sendProgress(`Run ${run}`, run === 1 ? 0.5 : 0.1)
    if (run === 1) {
      await toldOf('Run 1')
      proxy.cut()
    }
    try {
      return { run, rows: await app.db.query('select 1 as one') }
    } finally {
      proxy.thaw()
    }
  })
  const { app, proxy, toldOf, ended } = await build(t, { task })
  const { task_id } = await app.tasks.startTask('work', { callerSubject: 'rosa' })
  await toldOf('begins again')
  const events = await ended(task_id)
  t.match(
    events.map(({ event_type, data }) => [event_type, data]),
    [
      ['task_started', null],
      ['progress_update', { text: 'Run 1', value: 0.5 }],
      ['progress_update', { text: 'The database was lost. The task begins again (try 2 of 3)', value: 0.5 }],
      ['task_started', null],
      ['progress_update', { text: 'Run 2', value: 0.5 }],
      ['task_completed', { run: 2, rows: [{ one: 1 }] }],
    ],
  )
  t.equal(runs(), 2)
  t.match(await app.tasks.getTaskStatus(task_id), { status: 'completed', error: null })
})

t.test('a task that loses the database each time fails, and says what was done and how to go on', async (t) => {
  const { task, runs } = taskOf(async () => {
    proxy.cut()
    try {
      return await app.db.query('select 1')
    } finally {
      proxy.thaw()
    }
  })
  const failed = { task: 'work', status: 'failed' }
  const before = (await sampleValue('background_tasks_total', failed)) ?? 0
  const { app, proxy, toldOf, ended } = await build(t, { task })
  const { task_id } = await app.tasks.startTask('work')
  await toldOf('task_failed')
  const events = await ended(task_id)
  const error = 'The database was lost in the middle of the task 3 times. Nothing of it was written: start it once more'
  t.match(events.at(-1), { event_type: 'task_failed', data: { error } })
  t.match(await app.tasks.getTaskStatus(task_id), { status: 'failed', error, result: null })
  t.equal(runs(), 3)
  t.equal(await sampleValue('background_tasks_total', failed), before + 1)
})

t.test('what a task has done before is not lost with the transaction that completes it', async (t) => {
  let writes = 0
  const { task, runs } = taskOf((_run, { complete }) =>
    complete(async (unit) => {
      writes++
      await unit.query(`insert into boxes (box_no, description, capacity) values (7, 'Once', 1)`)
      if (writes === 1) proxy.cut()
      try {
        await unit.query('select 1')
      } finally {
        proxy.thaw()
      }
      return { writes }
    }),
  )
  const { app, proxy, direct, toldOf } = await build(t, { task })
  const { task_id } = await app.tasks.startTask('work')
  await toldOf('task_completed')
  t.match(await app.tasks.getTaskStatus(task_id), { status: 'completed', result: { writes: 2 } })
  t.equal(runs(), 1, 'only the writing was done again')
  t.equal((await direct.query('select from boxes')).rowCount, 1)
})

t.test('a commit whose answer is lost counts', async (t) => {
  let writes = 0
  const { task, runs } = taskOf((_run, { complete }) =>
    complete(async () => {
      isCommitting = ++writes === 1
      return { writes }
    }),
  )
  let isCommitting = false
  const { app, proxy, direct, toldOf } = await build(t, {
    task,
    onStatement(text) {
      // The last statement before the commit.
      if (!isCommitting || !text.includes('append_sse_event')) return
      isCommitting = false
      proxy.deafen()
    },
  })
  const completed = { task: 'work', status: 'completed' }
  const before = (await sampleValue('background_tasks_total', completed)) ?? 0
  const { task_id } = await app.tasks.startTask('work')
  await toldOf('task_completed')
  proxy.cut()
  proxy.thaw()
  await until(async () => (await sampleValue('background_tasks_total', completed)) === before + 1)
  t.match(await app.tasks.getTaskStatus(task_id), { status: 'completed', result: { writes: 1 } })
  t.equal(runs(), 1)
  t.equal((await direct.query(`select from sse_events where data ->> 'event_type' = 'task_completed'`)).rowCount, 1)
})

t.test('who was cut off as well does not take over what another process goes on with', async (t) => {
  const gate = Promise.withResolvers<object>()
  const begun = Promise.withResolvers<void>()
  const { task, runs } = taskOf(() => {
    begun.resolve()
    return gate.promise
  })
  const { app, proxy, direct, databaseUrl } = await build(t, { task })
  const { task_id } = await app.tasks.startTask('work')
  await begun.promise

  let looks = 0
  const idle = taskOf(async () => ({ taken: true }))
  const other = await buildApp(t, {
    settings: { ...SHORT, databaseUrl },
    onStatement(text) {
      if (text.includes('task_jobs() j')) looks++
    },
    prepare: (instance) => instance.tasks.register(idle.task),
  })
  proxy.cut()
  // As after a change of the leader: both have lost their connections, and this one is back first.
  await direct.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'electronics-inventory events'
        and datname = current_database()`,
  )
  await until(async () => {
    const { rows } = await direct.query<{ held: number }>(
      `select count(*)::int as held from pg_locks l join pg_stat_activity a using (pid)
        where l.locktype = 'advisory' and l.objsubid = 2 and a.application_name = 'electronics-inventory events'
          and a.datname = current_database()`,
    )
    return rows[0]?.held === 1
  })
  const from = looks
  await until(() => looks >= from + 2)
  proxy.thaw()
  await until(async () => (await app.inject('/health/readyz')).statusCode === 200)
  gate.resolve({ first: true })
  await until(async () => (await other.tasks.getTaskStatus(task_id))?.end_time !== null)
  t.match(await other.tasks.getTaskStatus(task_id), { status: 'completed', result: { first: true } })
  t.equal(runs(), 1)
  t.equal(idle.runs(), 0)
})

t.test('a task that was stopped because the database was away for a minute begins again', async (t) => {
  const stopped = Promise.withResolvers<string>()
  const { task, runs } = taskOf(async (run, { signal, progress }) => {
    progress.sendProgress('Under way', 0.4)
    if (run > 1) return { run }
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        stopped.resolve(String(signal.reason))
        reject(signal.reason)
      })
    })
  })
  const { app, proxy, toldOf } = await build(t, { task })
  const { task_id } = await app.tasks.startTask('work')
  await toldOf('Under way')
  const now = performance.now.bind(performance)
  t.teardown(() => mock.restoreAll())
  proxy.cut()
  const later = mock.method(performance, 'now', () => now() + 61_000)
  t.match(await stopped.promise, /lost/)
  later.mock.restore()
  proxy.thaw()
  await toldOf('task_completed')
  t.match(await app.tasks.getTaskStatus(task_id), { status: 'completed', result: { run: 2 } })
  t.equal(runs(), 2)
})

t.test('a task whose job was taken when the database was lost, so that nobody knows of it, is run', async (t) => {
  const gate = Promise.withResolvers<object>()
  const { task, runs } = taskOf(async (run) => (run === 1 ? gate.promise : { run }))
  const databaseUrl = await createTestDatabase(t)
  const app = await buildApp(t, {
    settings: { ...SHORT, databaseUrl, taskMaxWorkers: 1 },
    prepare: (instance) => instance.tasks.register(task),
  })
  const first = await app.tasks.startTask('work')
  await until(() => runs() === 1)
  const second = await app.tasks.startTask('work')
  await app.db.query(
    `update jobs_of_public._private_jobs set locked_at = now(), attempts = attempts + 1,
            locked_by = (select runner from tasks where task_id = $1) where key = $2`,
    [first.task_id, second.task_id],
  )
  gate.resolve({})
  await until(async () => (await app.tasks.getTaskStatus(first.task_id))?.status === 'completed')
  await app.db.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'electronics-inventory events'
        and datname = current_database()`,
  )
  await until(async () => (await app.tasks.getTaskStatus(second.task_id))?.end_time !== null)
  t.match(await app.tasks.getTaskStatus(second.task_id), { status: 'completed', result: { run: 2 } })
})
