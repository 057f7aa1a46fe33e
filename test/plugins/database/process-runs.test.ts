import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import t, { type Test } from 'tap'
import { ormOptions } from '../../../mikro-orm.config.ts'
import { connectDatabase } from '../../../plugins/database/connect.ts'
import { DEFAULT_LIMITS } from '../../../plugins/database/limits.ts'
import { migrate } from '../../../plugins/database/migrations.ts'
import { openConnection } from '../../../plugins/database/single-connection.ts'
import { ProcessRuns } from '../../../plugins/database-monitoring/process-runs.ts'
import { buildApp } from '../../support/build-app.ts'
import { startFreezingProxy } from '../../support/freezing-proxy.ts'
import { sampleValue } from '../../support/sample-value.ts'
import { createTestDatabase } from '../../support/test-database.ts'
import { until } from '../../support/until.ts'

const CLEAN = 'previous_shutdown_clean'

async function administer(databaseUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

/** Like a process that was killed: its connections end and nothing is written. */
async function kill(app: FastifyInstance): Promise<void> {
  await app.db.query(
    `update process_runs set ended_at = null, clean = null, duration_seconds = null where taken_over_at is null`,
  )
}

t.test(
  'a start on a database without tables knows nothing of a crash, and its own start is recorded later',
  async (t) => {
    const databaseUrl = await createTestDatabase(t, { migrated: false })
    const app = await buildApp(t, { settings: { databaseUrl, migrateOnStart: false } })
    t.equal(await sampleValue(CLEAN), undefined, 'unknown is not a crash')

    const other = await connectDatabase({ databaseUrl, dataDir: '', poolMax: 2, poolTimeoutSeconds: 10, ormOptions })
    await migrate(other.orm, other.pool)
    await until(async () => (await sampleValue(CLEAN)) !== undefined)
    t.equal(await sampleValue(CLEAN), 1, 'the very first start')
    const [row] = await other.db.query<{ count: number }>('select count(*) as count from process_runs')
    t.equal(row?.count, 1)
    await app.close()

    await kill(Object.assign(app, { db: other.db }))
    const next = await buildApp(t, { settings: { databaseUrl } })
    t.equal(await sampleValue(CLEAN), 0, 'a later crash shows')
    await next.close()
    await other.close()
  },
)

t.test('an instance that never got its start recorded closes, and leaves no connection', async (t) => {
  const databaseUrl = await createTestDatabase(t, { migrated: false })
  const app = await buildApp(t, { settings: { databaseUrl, migrateOnStart: false } })
  await app.close()
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const others = async () => {
    const { rowCount } = await client.query(
      'select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    return rowCount
  }
  await until(async () => (await others()) === 0)
  t.pass('all connections are gone')
  await client.end()
})

t.test('replicas that start together never take each other for dead', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  for (let round = 0; round < 3; round++) {
    const apps = await Promise.all(
      Array.from({ length: 4 }, () => buildApp(t, { settings: { databaseUrl, dbPoolSize: 2 } })),
    )
    t.equal(await sampleValue(CLEAN), 1)
    const [first] = apps
    const rows = await first?.db.query<{ taken: boolean }>(
      'select taken_over_at is not null as taken from process_runs where clean is null',
    )
    t.same(
      rows?.map(({ taken }) => taken),
      [false, false, false, false],
    )
    for (const app of apps) await app.close()
  }
})

t.test('a process whose connection is cut off and comes back is still alive', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const app = await buildApp(t, { settings: { databaseUrl } })
  const locks = () =>
    app.db.query<{ pid: number }>(
      `select l.pid from pg_locks l join pg_stat_activity a using (pid)
        where l.locktype = 'advisory' and a.application_name like '%process' and granted`,
    )
  const [before] = await locks()
  await app.db.query('select pg_terminate_backend($1)', [before?.pid])
  await until(async () => (await locks()).some(({ pid }) => pid !== before?.pid))
  const other = await buildApp(t, { settings: { databaseUrl } })
  t.equal(await sampleValue(CLEAN), 1)
  await other.close()
})

t.test('a server that is away at the start is told later', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const proxy = await startFreezingProxy(t, databaseUrl)
  proxy.freeze()
  const app = await buildApp(t, { settings: { databaseUrl: proxy.url, dbPoolTimeout: 1 } })
  t.equal(await sampleValue(CLEAN), undefined)
  proxy.thaw()
  await until(async () => (await sampleValue(CLEAN)) === 1)
  await app.close()
  const next = await buildApp(t, { settings: { databaseUrl } })
  t.equal(await sampleValue(CLEAN), 1, 'and its end as well')
  await next.close()
})

const CRASHED = `insert into process_runs (started_at) values (now() - interval '1 hour')`
const ENDED = `insert into process_runs (started_at, ended_at, duration_seconds, active_tasks, clean)
  values (now() - interval '1 hour', now() - interval '1 minute', 4.5, 2, true)`

async function startRuns(t: Test, databaseUrl: string): Promise<ProcessRuns> {
  const session = { limits: DEFAULT_LIMITS, poolTimeoutSeconds: 5, applicationName: 'test process' }
  const runs = new ProcessRuns(() => openConnection({ ...session, databaseUrl }), {
    warn: (...args: unknown[]) => void t.fail(String(args)),
  })
  t.teardown(() => runs.close())
  return runs
}

t.test('a crash shows though another replica has ended in order afterwards', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  await administer(databaseUrl, CRASHED)
  await administer(databaseUrl, CRASHED)
  await administer(databaseUrl, ENDED)
  const runs = await startRuns(t, databaseUrl)
  t.match(await runs.begin(), { clean: false, crashes: 2 })
})

t.test('a crash is told by one of the processes that start together; the others know the last end', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  await administer(databaseUrl, ENDED)
  await administer(databaseUrl, CRASHED)
  const replicas = await Promise.all(Array.from({ length: 4 }, () => startRuns(t, databaseUrl)))
  const answers = await Promise.all(replicas.map((runs) => runs.begin()))
  const last = { durationSeconds: 4.5, activeTasks: 2 }
  t.same(
    answers.filter((answer) => answer !== null && 'clean' in answer && !answer.clean),
    [{ ...last, clean: false, crashes: 1 }],
  )
  t.same(
    answers.filter((answer) => answer !== null && 'clean' in answer && answer.clean),
    Array(3).fill({ ...last, clean: true, crashes: 0 }),
  )
  const later = await startRuns(t, databaseUrl)
  t.same(await later.begin(), { ...last, clean: true, crashes: 0 }, 'and one that starts later as well')
})

t.test('the first start and its replicas have no shutdown before them', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const replicas = await Promise.all(Array.from({ length: 2 }, () => startRuns(t, databaseUrl)))
  t.same(await Promise.all(replicas.map((runs) => runs.begin())), [null, null])
})

t.test('a process that was taken for gone while it had no connection is told of when it does crash', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const app = await buildApp(t, { settings: { databaseUrl } })
  await app.db.query('update process_runs set taken_over_at = now()')
  const open = () => app.db.query<{ taken: boolean }>('select taken_over_at is not null as taken from process_runs')
  await app.db.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name like '%process'`,
  )
  await until(async () => (await open()).every(({ taken }) => !taken))
  t.pass('it says that it runs')
})
