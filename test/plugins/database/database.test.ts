import type { FastifyInstance } from 'fastify'
import { CompiledQuery } from 'kysely'
import t from 'tap'
import { createPool } from '../../../plugins/database/pool.ts'
import { poolAtRest } from '../../../plugins/database/pool-at-rest.ts'
import { PartType } from '../../../services/catalogue/types/entities.ts'
import { buildApp } from '../../support/build-app.ts'
import { sampleValue } from '../../support/sample-value.ts'
import { createTestDatabase } from '../../support/test-database.ts'
import { until } from '../../support/until.ts'

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
  await until(async () => (await db.query(sleeping)).length > 0)
  await db.query(dropOthers)
  await busy
  const works = async (): Promise<unknown> => db.query('select 1 as one').catch(works)
  t.same(await works(), [{ one: 1 }], 'and the next ones get a new connection')
  t.ok((await sampleValue('db_pool_connections', { state: 'idle' })) !== undefined)

  for (let n = 0; n < 4; n++) {
    const dropped = db.transaction(async (unit) => {
      const [own] = await unit.query<{ pid: number }>('select pg_backend_pid() as pid')
      // The connection that it is asked on may be one that was dropped before.
      const drop = () => pool.query('select pg_terminate_backend($1)', [own?.pid])
      await until(() =>
        drop().then(
          () => true,
          () => false,
        ),
      )
      await unit.query('select 1')
    })
    await t.rejects(dropped, 'a unit of work on a dropped connection fails')
  }
  t.same(await works(), [{ one: 1 }])
  t.equal(pool.waitingCount, 0, 'and leaves no connection checked out')
})

t.test('readiness tells a database that is behind or cannot be read, and remembers one that is not', async (t) => {
  const app = await buildApp(t)
  const { databaseUrl } = app
  const read = async (instance: FastifyInstance) => {
    const answer = await instance.inject('/health/readyz')
    return { ...answer.json(), status: answer.statusCode }
  }
  const ready = { status: 200, ready: true, database: { connected: true, migrations_pending: 0, ok: true } }
  t.match(await read(app), ready)
  await app.db.query(`delete from schema_migrations where name = '0003-process-runs'`)
  const second = await buildApp(t, { settings: { databaseUrl } })
  t.match(await read(second), {
    status: 503,
    ready: false,
    database: { connected: true, migrations_pending: 1, reason: 'migrations are pending', ok: false },
  })
  await app.db.query('alter table schema_migrations rename column name to hidden')
  const third = await buildApp(t, { settings: { databaseUrl } })
  const unreadable = await read(third)
  t.match(unreadable, { status: 503, database: { reason: 'the migrations cannot be read', ok: false } })
  t.notMatch(JSON.stringify(unreadable), /hidden|column/, 'the error itself is for the log')
  t.match(await read(app), ready, 'what has been seen once is not asked again')
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

t.test('an afterCommit callback that throws undoes nothing, and the others are called', async (t) => {
  const failures: string[] = []
  const app = await buildApp(t, {
    server: {
      logger: { level: 'error', stream: { write: (line: string) => failures.push(JSON.parse(line).err.message) } },
    },
  })
  const told: string[] = []
  const result = await app.db.transaction(async (unit) => {
    unit.afterCommit(() => {
      throw new Error('a wrong label')
    })
    unit.afterCommit(() => told.push('second'))
    await unit.query(`insert into types (name) values ('Made')`)
    return 'done'
  })
  t.equal(result, 'done')
  t.same(told, ['second'])
  t.same(await typeNames(app), ['Made'])
  t.same(failures, ['a wrong label'])
})

t.test('a savepoint that fails undoes its own part only: statements, entities, callbacks', async (t) => {
  const app = await buildApp(t)
  const { db } = app
  const told: string[] = []
  await db.transaction(async (unit) => {
    const outer = unit.em.create(PartType, { name: 'Outer' })
    unit.afterCommit(() => told.push('outer'))
    await t.rejects(
      unit.savepoint(async () => {
        unit.em.create(PartType, { name: 'Inner' })
        unit.afterCommit(() => told.push('inner'))
        db.afterCommit(() => told.push('inner too'))
        throw new Error('no')
      }),
    )
    outer.name = 'Outer, changed later'
    const kept = await unit.savepoint(async () => {
      unit.afterCommit(() => told.push('kept'))
      await t.rejects(
        unit.savepoint(async () => {
          unit.afterCommit(() => told.push('innermost'))
          await unit.query(`insert into types (name) values ('Innermost')`)
          await unit.query('select 1/0')
        }),
      )
      return unit.em.create(PartType, { name: 'Kept' })
    })
    kept.name = 'Kept, changed later'
  })
  t.same(await typeNames(app), ['Kept, changed later', 'Outer, changed later'])
  t.same(told, ['outer', 'kept'])
})

t.test('a unit that has ended refuses whatever goes on', async (t) => {
  const app = await buildApp(t, { settings: { dbPoolSize: 1 } })
  const { db } = app
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  const late: Promise<unknown>[] = []
  const unit = await db.transaction(async (unit) => {
    const entity = unit.em.create(PartType, { name: 'In time' })
    await unit.em.flush()
    const { em } = unit
    late.push(
      ended.then(() => unit.query('select 1')),
      ended.then(() => unit.em),
      ended.then(() => unit.savepoint(async () => {})),
      ended.then(() => unit.afterCommit(() => {})),
      ended.then(() => db.query(`insert into types (name) values ('Late')`)),
      ended.then(() => db.transaction(async () => {})),
      ended.then(async () => {
        em.create(PartType, { name: 'Late' })
        await em.flush()
      }),
      ended.then(() => em.getKysely().executeQuery(CompiledQuery.raw(`insert into types (name) values ('Late')`))),
    )
    entity.name = 'In time'
    return unit
  })
  end()
  for (const outcome of await Promise.allSettled(late)) {
    t.match(outcome, { status: 'rejected', reason: { message: /The unit of work has ended/ } })
  }
  await t.rejects(unit.query('select 1'), { name: 'EndedUnitError' })
  t.same(await typeNames(app), ['In time'])

  const detached: Promise<unknown>[] = []
  await db.transaction(async () => {
    db.outsideUnits(() => {
      detached.push(ended.then(() => db.query(`insert into types (name) values ('On its own')`)))
    })
  })
  await Promise.all(detached)
  t.same(await typeNames(app), ['In time', 'On its own'])
})

t.test('a transaction whose failure was swallowed is not taken for committed', async (t) => {
  const app = await buildApp(t)
  const told: string[] = []
  await t.rejects(
    app.db.transaction(async (unit) => {
      unit.afterCommit(() => told.push('told'))
      await unit.query(`insert into types (name) values ('Lost')`)
      await unit.query('select 1/0').catch(() => {})
    }),
    { message: /Nothing was committed/, cause: { message: /division by zero/ } },
  )
  t.same(told, [])
  t.same(await typeNames(app), [])
})

t.test('a single statement that loses a deadlock is run again', async (t) => {
  const app = await buildApp(t)
  const { db, pool } = app
  await db.query(`insert into types (name) values ('A'), ('B')`)
  // It waits for the row of the other, which waits for a row that it has: the server ends one of the two.
  await db.query(`
    create function lock_both() returns void language plpgsql as $$
    begin
      perform from types where name = 'A' for update;
      perform pg_notify('locked', '');
      perform from types where name = 'B' for update;
    end $$`)
  const other = await pool.connect()
  await other.query(`set deadlock_timeout = '1min'`)
  await other.query('begin')
  await other.query(`select from types where name = 'B' for update`)
  const single = db.query('select lock_both()')
  const waits = async (): Promise<unknown> =>
    (await pool.query(`select from pg_stat_activity where query like 'select lock_both%' and wait_event_type = 'Lock'`))
      .rowCount || waits()
  await waits()
  const locked = other.query(`select from types where name = 'A' for update`)
  await locked
  await other.query('commit')
  other.release()
  t.equal((await single).length, 1)
})

t.test('closing a pool leaves no listeners behind and has a limit', async (t) => {
  const pool = createPool({ databaseUrl: await createTestDatabase(t), poolMax: 2, poolTimeoutSeconds: 5 })
  const connection = await pool.connect()
  const before = pool.listenerCount('release')
  t.equal(await poolAtRest(pool, 0.5), false, 'somebody keeps a connection')
  t.equal(pool.listenerCount('release'), before)
  const rest = poolAtRest(pool, 60)
  t.equal(pool.listenerCount('release'), before + 1)
  connection.release()
  t.equal(await rest, true)
  t.equal(pool.listenerCount('release'), before)
  await pool.end()
})
