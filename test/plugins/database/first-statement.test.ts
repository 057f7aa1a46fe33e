import type { FastifyInstance } from 'fastify'
import t from 'tap'
import type { StatementListener } from '../../../plugins/database/lease.ts'
import { buildApp } from '../../support/build-app.ts'
import { countStatements } from '../../support/count-statements.ts'

const ADD_TYPE = 'insert into types (name) values ($1) returning id'

async function typeNames({ db }: FastifyInstance): Promise<string[]> {
  const rows = await db.query<{ name: string }>(`select name from types where name like 'First%' order by name`)
  return rows.map(({ name }) => name)
}

/** Transactions of this database that are open and do nothing. */
async function openTransactions({ db }: FastifyInstance): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
      where datname = current_database() and state like 'idle in transaction%'`,
  )
  return row?.count ?? 0
}

/** A pool of one connection that has begun a transaction before: from then on it begins with the first statement. */
async function buildWarmApp(t: Parameters<typeof buildApp>[0], onStatement?: StatementListener) {
  const app = await buildApp(t, { settings: { dbPoolSize: 1, metricsUpdateInterval: 3600 }, onStatement })
  for (let n = 0; n < 2; n++) await app.db.transaction((unit) => unit.query('select $1::int', [n]))
  return app
}

t.test('a first statement that fails undoes nothing else and leaves the connection as it was', async (t) => {
  const app = await buildWarmApp(t)
  const [before] = await app.db.query<{ pid: number }>('select pg_backend_pid() as pid')
  await t.rejects(
    app.db.transaction((unit) => unit.query('select 1 / $1::int', [0])),
    { message: /division by zero/ },
  )
  await app.db.transaction(async (unit) => {
    await unit.query(ADD_TYPE, ['First of all'])
    await unit.query(ADD_TYPE, ['First after all'])
  })
  t.same(await typeNames(app), ['First after all', 'First of all'])
  const [after] = await app.db.query<{ pid: number }>('select pg_backend_pid() as pid')
  t.same(after, before, 'the same connection')
  t.equal(await openTransactions(app), 0)
})

t.test('statements that are sent at once belong to one transaction', async (t) => {
  const app = await buildWarmApp(t)
  const transactions = await app.db.transaction((unit) =>
    Promise.all(
      ['A', 'B', 'C'].map((name) =>
        unit.query<{ id: string }>('insert into types (name) values ($1) returning xmin::text as id', [
          `First ${name}`,
        ]),
      ),
    ),
  )
  t.equal(new Set(transactions.flat().map(({ id }) => id)).size, 1)
  const failing = app.db.transaction((unit) =>
    Promise.all([
      unit.query(ADD_TYPE, ['First D']),
      unit.query('select 1 / $1::int', [0]),
      unit.query(ADD_TYPE, ['First E']),
    ]),
  )
  await t.rejects(failing, { message: /division by zero|is aborted/ })
  t.same(await typeNames(app), ['First A', 'First B', 'First C'])
})

t.test('a unit that fails while its first statement runs ends its transaction', async (t) => {
  const app = await buildWarmApp(t)
  const failing = app.db.transaction(async (unit) => {
    void unit.query(ADD_TYPE, ['First and only']).catch(() => {})
    throw new Error('no patience')
  })
  await t.rejects(failing, { message: 'no patience' })
  t.same(await typeNames(app), [])
  t.equal(await openTransactions(app), 0)
})

t.test('a unit without a statement sends nothing, one without parameters works as well', async (t) => {
  const statements = countStatements()
  const app = await buildWarmApp(t, statements.onStatement)
  t.equal(await statements.during(() => app.db.transaction(async () => 'nothing')), 0)
  await app.db.transaction(async (unit) => {
    await unit.query(`insert into types (name) values ('First'); insert into types (name) values ('First too')`)
  })
  await app.db.transaction(async (unit) => {
    await unit.savepoint(() => unit.query(ADD_TYPE, ['First saved']))
  })
  t.same(await typeNames(app), ['First', 'First saved', 'First too'])
})

t.test('a connection that is gone before the transaction has begun is replaced', async (t) => {
  const app = await buildWarmApp(t)
  const other = await buildApp(t, { settings: { databaseUrl: app.databaseUrl, dbPoolSize: 1 } })
  const [{ pid } = { pid: 0 }] = await app.db.query<{ pid: number }>('select pg_backend_pid() as pid')
  const added = await app.db.transaction(async (unit) => {
    // The transaction begins with its first statement, which meets a closed connection.
    await other.db.query('select pg_terminate_backend($1, 5000)', [pid])
    return unit.query(ADD_TYPE, ['First again'])
  })
  t.equal(added.length, 1)
  t.same(await typeNames(app), ['First again'])
})

t.test('a failure to begin is not taken for a success when it was swallowed', async (t) => {
  const app = await buildWarmApp(t)
  const other = await buildApp(t, { settings: { databaseUrl: app.databaseUrl, dbPoolSize: 1 } })
  const [{ pid } = { pid: 0 }] = await app.db.query<{ pid: number }>('select pg_backend_pid() as pid')
  let runs = 0
  await app.db.transaction(async (unit) => {
    runs++
    await other.db.query('select pg_terminate_backend($1, 5000)', [pid])
    await unit.query(ADD_TYPE, ['First lost']).catch(() => {})
    await unit.query(ADD_TYPE, ['First by itself']).catch(() => {})
  })
  t.equal(runs, 2, 'it was run again')
  t.same(await typeNames(app), ['First by itself', 'First lost'], 'as a whole')
})

t.test('a unit of work may stand still for longer where that was asked for, and others not', async (t) => {
  const app = await buildWarmApp(t)
  const idle = async () => {
    const read = `select current_setting('idle_in_transaction_session_timeout') as idle`
    const [row] = await app.db.transaction((unit) => unit.query<{ idle: string }>(read))
    return row?.idle
  }
  const limits = { statementSeconds: 20, lockSeconds: 20 }
  t.equal(await idle(), '30s')
  t.equal(await app.db.withLimits({ ...limits, idleTransactionSeconds: 77 }, idle), '77s')
  t.equal(await app.db.withLimits(limits, idle), '30s')
  t.equal(await idle(), '30s')
})
