import { mock } from 'node:test'
import t, { type Test } from 'tap'
import type { Task } from '../../../../services/work/tasks/task.ts'
import { buildApp } from '../../../support/build-app.ts'
import { startFreezingProxy } from '../../../support/freezing-proxy.ts'
import { createTestDatabase } from '../../../support/test-database.ts'
import { until } from '../../../support/until.ts'

/** A task that costs something, such as a call of a model: it ends when the test says so, or when it is stopped. */
function paidTask() {
  const begun = Promise.withResolvers<void>()
  const stopped = Promise.withResolvers<string>()
  const gate = Promise.withResolvers<object>()
  const task: Task = {
    name: 'paid',
    async execute(_params, { signal }) {
      begun.resolve()
      signal.addEventListener('abort', () => stopped.resolve(String(signal.reason)))
      return gate.promise
    },
  }
  return { task, begun: begun.promise, stopped: stopped.promise, finish: gate.resolve }
}

function build(t: Test, databaseUrl: string, task: Task) {
  return buildApp(t, {
    settings: { databaseUrl, dbPoolTimeout: 2, dbStatementTimeout: 2 },
    prepare: (instance) => instance.tasks.register(task),
  })
}

t.test('what another replica has taken over is stopped, though the one that is cut off was told nothing', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const proxy = await startFreezingProxy(t, databaseUrl)
  const first = paidTask()
  const cutOff = await build(t, proxy.url, first.task)
  const { task_id } = await cutOff.tasks.startTask('paid')
  await first.begun

  const second = paidTask()
  const other = await build(t, databaseUrl, second.task)
  proxy.freeze()
  // The server's side of the connection ends first.
  await other.db.query(
    `select pg_terminate_backend(a.pid) from pg_stat_activity a join tasks t on t.status = 'running'
       join pg_locks l on l.pid = a.pid and l.locktype = 'advisory' and l.objsubid = 2
                      and l.objid::bigint = (hashtext(t.runner)::bigint & 4294967295)
      where a.application_name = 'electronics-inventory events'`,
  )
  await second.begun
  proxy.thaw()
  t.match(await first.stopped, /lost/)
  first.finish({ late: true })
  second.finish({ second: true })
  await until(async () => (await other.tasks.getTaskStatus(task_id))?.status !== 'running')
  t.match(await other.tasks.getTaskStatus(task_id), { status: 'completed', result: { second: true } })
})

t.test('a task that is cancelled while its replica hears nothing is stopped', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const proxy = await startFreezingProxy(t, databaseUrl)
  const paid = paidTask()
  const deaf = await build(t, proxy.url, paid.task)
  const { task_id } = await deaf.tasks.startTask('paid')
  await paid.begun
  const other = await build(t, databaseUrl, paidTask().task)
  proxy.deafen()
  t.equal(await other.tasks.cancelTask(task_id), true)
  t.match(await paid.stopped, /lost|cancelled/)
  paid.finish({})
})

t.test('a replica that has heard nothing of the database for a minute stops its tasks by itself', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const proxy = await startFreezingProxy(t, databaseUrl)
  const paid = paidTask()
  const cutOff = await build(t, proxy.url, paid.task)
  await cutOff.tasks.startTask('paid')
  await paid.begun
  const now = performance.now.bind(performance)
  t.teardown(() => mock.restoreAll())
  proxy.freeze()
  mock.method(performance, 'now', () => now() + 61_000)
  t.match(await paid.stopped, /lost/, 'by now the server has given the locks of this replica to others')
  paid.finish({})
  proxy.thaw()
})
