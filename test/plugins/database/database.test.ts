import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { sampleValue } from '../../support/sample-value.ts'

async function typeNames({ db }: FastifyInstance): Promise<string[]> {
  return (await db.query<{ name: string }>('select name from types order by name')).map(({ name }) => name)
}

t.test('a unit of work is committed or undone as a whole', async (t) => {
  const app = await buildApp(t)
  const { db } = app
  const told: string[] = []
  await db.transaction(async (unit) => {
    unit.afterCommit(() => told.push('first'))
    await unit.query(`insert into types (name) values ('A')`)
    t.same(told, [], 'nothing is told before the commit')
  })
  t.same(told, ['first'])
  await t.rejects(
    db.transaction(async (unit) => {
      unit.afterCommit(() => told.push('second'))
      await unit.query(`insert into types (name) values ('B')`)
      throw new Error('changed my mind')
    }),
    { message: 'changed my mind' },
  )
  t.same(told, ['first'])
  t.same(await typeNames(app), ['A'])

  await db.transaction(async (unit) => {
    await db.query(`insert into types (name) values ('C')`)
    await db.transaction(async () => db.query(`insert into types (name) values ('D')`))
    await t.rejects(unit.savepoint(async () => unit.query(`insert into types (name) values ('E'), ('A')`)))
    t.same(await typeNames(app), ['A', 'C', 'D'], 'a failed savepoint undoes its own part only')
  })
  t.same(await typeNames(app), ['A', 'C', 'D'], 'inner units joined the outer one')
})

t.test('transactions that lose against each other are run again', async (t) => {
  const app = await buildApp(t)
  const { db } = app
  await db.query(`insert into types (name) values ('A'), ('B')`)
  let runs = 0
  const lockBoth = async (first: string, second: string, reached: () => Promise<void>) =>
    db.transaction(async (unit) => {
      runs++
      await unit.query('select 1 from types where name = $1 for update', [first])
      await reached()
      await unit.query('select 1 from types where name = $1 for update', [second])
    })
  let waiting = 0
  const { promise: bothReached, resolve } = Promise.withResolvers<void>()
  const meet = async () => {
    if (++waiting >= 2) resolve()
    await bothReached
  }
  await Promise.all([lockBoth('A', 'B', meet), lockBoth('B', 'A', meet)])
  t.equal(runs, 3, 'the deadlock cost one more run')
})

t.test('connections that the server drops are replaced, and the pool is measured', async (t) => {
  const app = await buildApp(t, { settings: { dbPoolSize: 3 } })
  const { db, pool } = app
  const dropOthers = `select pg_terminate_backend(pid) from pg_stat_activity
                       where pid <> pg_backend_pid() and datname = current_database()`
  await Promise.all(Array.from({ length: 6 }, () => db.query('select pg_sleep(0.01)')))
  t.ok(pool.totalCount <= 3)
  const busy = t.rejects(db.query('select pg_sleep(60)'), 'a statement on a dropped connection fails')
  const sleeping = `select 1 from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()`
  while ((await db.query(sleeping)).length === 0);
  await db.query(dropOthers)
  await busy
  const works = async (): Promise<unknown> => db.query('select 1 as one').catch(works)
  t.same(await works(), [{ one: 1 }], 'and the next ones get a new connection')
  t.ok((await sampleValue('db_pool_connections', { state: 'idle' })) !== undefined)

  for (let n = 0; n < 4; n++) {
    const dropped = db.transaction(async (unit) => {
      const [own] = await unit.query<{ pid: number }>('select pg_backend_pid() as pid')
      await pool.query('select pg_terminate_backend($1)', [own?.pid]).catch(() => {})
      await unit.query('select 1')
    })
    await t.rejects(dropped, 'a unit of work on a dropped connection fails')
  }
  t.same(await works(), [{ one: 1 }])
  t.equal(pool.waitingCount, 0, 'and leaves no connection checked out')
})

t.test('readiness tells a database that is behind or away', async (t) => {
  const app = await buildApp(t)
  const read = async () => {
    const answer = await app.inject('/health/readyz')
    return { ...answer.json(), status: answer.statusCode }
  }
  t.match(await read(), { status: 200, ready: true, database: { connected: true, migrations_pending: 0, ok: true } })
  await app.db.query(`delete from schema_migrations where name = '0003-process-runs'`)
  t.match(await read(), { status: 503, ready: false, database: { connected: true, migrations_pending: 1, ok: false } })
  await app.db.query('alter table schema_migrations rename column name to hidden')
  t.match(await read(), { status: 503, database: { ok: false } })
})

t.test('what waits for a connection when the database is closed gets its answer first', async (t) => {
  const app = await buildApp(t, { settings: { dbPoolSize: 1, dbPoolTimeout: 5 } })
  const { db } = app
  const answers = Promise.all([1, 2, 3].map((n) => db.query<{ n: number }>('select $1::int as n, pg_sleep(0.05)', [n])))
  const closed = app.close()
  t.same(
    (await answers).map(([row]) => row?.n),
    [1, 2, 3],
  )
  await closed
  await t.rejects(db.query('select 1'), 'nothing is asked afterwards')
})
