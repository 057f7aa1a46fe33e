import { once } from 'node:events'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { startFreezingProxy } from '../../support/freezing-proxy.ts'
import { createTestDatabase } from '../../support/test-database.ts'
import { until } from '../../support/until.ts'

const SHORT = { dbStatementTimeout: 2, dbLockTimeout: 2, dbIdleTransactionTimeout: 2, dbPoolTimeout: 1, dbPoolSize: 4 }

t.test('a replica that is cut off while it holds a lock stops neither the others nor itself for ever', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const other = await buildApp(t, { settings: { ...SHORT, databaseUrl } })
  const proxy = await startFreezingProxy(t, databaseUrl)
  const app = await buildApp(t, { settings: { ...SHORT, databaseUrl: proxy.url } })
  const box = { method: 'PUT', url: '/api/boxes/1', payload: { description: 'B', capacity: 3 } } as const
  await other.inject({ ...box, method: 'POST', url: '/api/boxes' })

  const cut = Promise.withResolvers<void>()
  const held = app.db.transaction(async (unit) => {
    await unit.query('select from boxes for update')
    proxy.freeze()
    cut.resolve()
    await unit.query('select 1')
  })
  await cut.promise
  const [changed, refused, outcome] = await Promise.all([
    other.inject(box),
    app.inject(box),
    held.then(
      () => 'committed',
      (error: Error) => error.message,
    ),
  ])
  t.equal(changed.statusCode, 200, 'the server has ended the transaction that stood still')
  t.equal(refused.statusCode, 503, 'the replica itself answers')
  t.equal(refused.headers['retry-after'], '5')
  t.match(refused.json(), { code: 'DATABASE_UNAVAILABLE', correlationId: /./ })
  t.match(outcome, /did not answer within 7 s/)
  const ready = await app.inject('/health/readyz')
  t.equal(ready.statusCode, 503)

  proxy.thaw()
  const again = await app.inject(box)
  t.equal(again.statusCode, 200, 'and works again when it can')
  t.equal(app.pool.waitingCount, 0)
})

t.test('an instance whose database has gone silent closes, however long its statements may take', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const proxy = await startFreezingProxy(t, databaseUrl)
  const hour = 3600
  const log: string[] = []
  const app = await buildApp(t, {
    settings: {
      databaseUrl: proxy.url,
      dbStatementTimeout: hour,
      dbLockTimeout: hour,
      dbLongStatementTimeout: hour,
      dbPoolTimeout: 600,
      gracefulShutdownTimeout: 1,
    },
    server: { logger: { level: 'warn', stream: { write: (line: string) => void log.push(JSON.parse(line).msg) } } },
  })
  // The background work of a start is under way: gauges are counted, the worker begins, old entries are swept.
  proxy.freeze()
  const held = app.db.query('select 1')
  const failed = held.catch((error) => error)
  await app.close()
  t.match(await failed, { code: 'DATABASE_UNREACHABLE' })
  t.ok(log.includes('the database does not answer: the service closes without telling it'))
})

t.test('gauges that are counted may take longer than requests', async (t) => {
  const counted = Promise.withResolvers<string>()
  await buildApp(t, {
    settings: { ...SHORT, dbStatementTimeout: 1 },
    prepare(instance) {
      instance.registerForPolling('slow_gauge', () =>
        instance.db.query('select pg_sleep(1.5)').then(
          () => counted.resolve('counted'),
          (error) => counted.resolve(error.message),
        ),
      )
    },
  })
  t.equal(await counted.promise, 'counted')
})

t.test('what takes too long or waits too long for a lock is ended and answered with 503', async (t) => {
  const app = await buildApp(t, {
    settings: { ...SHORT, dbStatementTimeout: 1, dbLockTimeout: 1, dbPoolSize: 3 },
    prepare(instance) {
      const config = { access: 'public' as const }
      instance.get('/slow', { config }, () => instance.db.query('select pg_sleep(60)'))
      instance.get('/long', { config }, () =>
        instance.db.withLimits({ statementSeconds: 20, lockSeconds: 20 }, () =>
          instance.db.query('select pg_sleep(1.5)'),
        ),
      )
      instance.get('/idle', { config }, () =>
        instance.db.transaction(async (unit) => {
          const [own] = await unit.query<{ pid: number }>('select pg_backend_pid() as pid')
          const look = 'select from pg_stat_activity where pid = $1'
          await until(async () => (await instance.pool.query(look, [own?.pid])).rowCount === 0)
          return unit.query('select 1')
        }),
      )
    },
  })
  await app.inject({ method: 'POST', url: '/api/boxes', payload: { description: 'A', capacity: 3 } })
  for (const url of ['/slow', '/idle']) {
    const answer = await app.inject(url)
    t.equal(answer.statusCode, 503, url)
    t.equal(answer.headers['retry-after'], '5', url)
  }
  t.equal((await app.inject('/long')).statusCode, 200, 'work that says so may take longer')
  t.equal((await app.inject('/slow')).statusCode, 503, 'and its limits do not stay with the connection')

  const holder = await app.pool.connect()
  // However long the two requests take.
  await holder.query('set idle_in_transaction_session_timeout = 0')
  await holder.query('begin')
  await holder.query('select from boxes for update')
  const change = { method: 'PUT', url: '/api/boxes/1', payload: { description: 'B', capacity: 3 } } as const
  t.equal((await app.inject(change)).statusCode, 503, 'somebody holds the row')
  const waiting = app.inject(change)
  await once(app.pool, 'acquire')
  await holder.query('commit')
  holder.release()
  t.equal((await waiting).statusCode, 200, 'who gets the lock in time is served')
})
