import { mock } from 'node:test'
import pg from 'pg'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { administer } from '../../support/running-server.ts'
import { createTestDatabase } from '../../support/test-database.ts'
import { until } from '../../support/until.ts'

/** The connections of one part of the service to a database. */
function sessionsOf(databaseUrl: string, application: string): string {
  const name = new URL(databaseUrl).pathname.slice(1)
  return `from pg_stat_activity where datname = '${name}' and application_name = '${application}'`
}

t.test('connections that the server ends are told in a line each, without what the driver keeps of them', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const lines: string[] = []
  const stream = { write: (line: string) => void lines.push(line) }
  const app = await buildApp(t, {
    settings: { databaseUrl },
    server: { logger: { level: 'warn', stream } },
    prepare: (instance) => instance.tasks.register({ name: 'any', execute: async () => ({}) }),
  })
  const told = (words: RegExp) => lines.map((line) => JSON.parse(line)).find(({ msg }) => words.test(msg))
  const end = (sessions: string) => administer(databaseUrl, `select pg_terminate_backend(pid) ${sessions}`)

  const broken = /^an idle database connection broke: another one/
  await until(async () => {
    await app.db.query('select 1').catch(() => {})
    await end(sessionsOf(databaseUrl, 'electronics-inventory'))
    return told(broken) !== undefined
  })
  const away = /^a connection to the job queue broke: tasks wait/
  const tasks = sessionsOf(databaseUrl, 'electronics-inventory tasks')
  await until(async () => {
    // A worker that is ended while it starts says so in another way.
    const listening = await app.db.query(`select 1 ${tasks} and query ilike 'listen%'`).catch(() => [])
    if (listening.length > 0) await end(tasks)
    return told(away) !== undefined
  })
  for (const words of [broken, away]) {
    t.match(told(words), { level: 40, reason: /^(terminating connection|Connection terminated)/, err: undefined })
  }
  await app.close()
  t.same(
    lines.filter((line) => line.length > 1000 || /"client"|\\n\s+at /.test(line)),
    [],
  )
})

t.test('a task worker that is ended while it asks its queue prints nothing past the log', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const printed = (['trace', 'error', 'warn'] as const).map((name) => mock.method(console, name, () => {}))
  t.teardown(() => mock.restoreAll())
  const blocker = new pg.Client({ connectionString: databaseUrl })
  await blocker.connect()
  t.teardown(() => blocker.end())
  const waiting = `from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
                    and application_name = 'electronics-inventory tasks'`
  const app = await buildApp(t, {
    settings: { databaseUrl, dbLockTimeout: 3600, dbStatementTimeout: 3600 },
    prepare(instance) {
      instance.tasks.register({ name: 'any', execute: async () => ({}) })
      // By now the worker has been told to stop.
      instance.lifecycle.addShutdownWaiter('its queue breaks', async () => {
        await instance.db.query(`select pg_terminate_backend(pid) ${waiting}`)
        await blocker.query('rollback')
        return true
      })
    },
  })
  await blocker.query('begin; lock table jobs_of_public._private_jobs')
  // A transaction, such as that of the lock, sees the sessions as they were at its first look.
  await until(async () => (await app.db.query(`select 1 ${waiting}`)).length > 0)
  await app.close()
  t.same(
    printed.flatMap(({ mock: { calls } }) => calls.map(({ arguments: said }) => said)),
    [],
  )
})
