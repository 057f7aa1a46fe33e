import { mock } from 'node:test'
import t, { type Test } from 'tap'
import { DEFAULT_LIMITS } from '../../plugins/database/limits.ts'
import { createPool } from '../../plugins/database/pool.ts'
import { openConnection } from '../../plugins/database/single-connection.ts'
import { NotificationListener } from '../../plugins/notifications/listener.ts'
import { SelfTest } from '../../plugins/notifications/self-test.ts'
import { startFreezingProxy } from '../support/freezing-proxy.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { until } from '../support/until.ts'

const SESSION = { limits: DEFAULT_LIMITS, poolTimeoutSeconds: 2, applicationName: 'test events' }

async function build(t: Test, { throughProxy = false } = {}) {
  const databaseUrl = await createTestDatabase(t)
  const proxy = await startFreezingProxy(t, databaseUrl)
  const pool = createPool({ databaseUrl, poolMax: 2, poolTimeoutSeconds: 5 })
  t.teardown(() => pool.end())
  const warnings: string[] = []
  const listener = new NotificationListener({
    open: () => openConnection({ ...SESSION, databaseUrl: throughProxy ? proxy.url : databaseUrl }),
    notify: (channel, payload) => pool.query('select pg_notify(own_channel($1), $2)', [channel, payload]),
    log: { warn: (...args: unknown[]) => warnings.push(String(args.at(-1))) },
    beatSeconds: 0.2,
  })
  t.teardown(() => listener.stop())
  return { databaseUrl, proxy, pool, listener, warnings }
}

t.test(
  'a connection that is dead without a word is found, made again, and what was missed is caught up with',
  async (t) => {
    const { proxy, pool, listener } = await build(t, { throughProxy: true })
    const received: string[] = []
    let connected = 0
    const again = Promise.withResolvers<void>()
    listener.listen('parts', (payload) => received.push(payload))
    listener.onConnected(async (connection) => {
      // As a worker does: the lock of the session that is dead must not be waited for.
      await connection.query('select pg_advisory_lock(4711)')
      if (++connected === 2) again.resolve()
    })
    const beats: number[] = []
    const beat = Promise.withResolvers<void>()
    listener.onBeat(async () => {
      beats.push(connected)
      beat.resolve()
    })
    await listener.start()
    await beat.promise
    proxy.deafen()
    await pool.query(`select pg_notify(own_channel('parts'), 'lost')`)
    await again.promise
    await pool.query(`select pg_notify(own_channel('parts'), 'heard')`)
    await until(() => received.includes('heard'))
    t.same(received, ['heard'], 'who listens has to catch up')
    t.ok(beats.includes(1))
    await until(() => beats.includes(2))
    t.ok(listener.silentSeconds < 5)
  },
)

t.test('services in other schemas of a database do not hear each other', async (t) => {
  const { pool, listener } = await build(t)
  const received: string[] = []
  const heard = Promise.withResolvers<void>()
  listener.listen('parts', (payload) => {
    received.push(payload)
    if (payload === 'own') heard.resolve()
  })
  await listener.start()
  const other = await pool.connect()
  await other.query(`create schema other; set search_path = other, public`)
  await other.query(`select pg_notify(own_channel('parts'), 'of the other')`)
  other.release(true)
  await pool.query(`select pg_notify(own_channel('parts'), 'own')`)
  await heard.promise
  t.same(received, ['own'])
})

t.test('a service whose notifications do not arrive says so', async (t) => {
  const { listener, warnings } = await build(t)
  await listener.start()
  await new Promise((resolve) => setImmediate(resolve))
  t.same(warnings, [], 'they arrive here')

  mock.timers.enable({ apis: ['setTimeout'] })
  t.teardown(() => mock.timers.reset())
  const told: string[] = []
  const lost = new SelfTest({
    notify: async () => {},
    log: { warn: (...args: unknown[]) => told.push(String(args.at(-1))) },
  })
  const asked = Promise.withResolvers<void>()
  lost.start('token', () => asked.promise)
  await new Promise((resolve) => setImmediate(resolve))
  lost.received('token of another')
  mock.timers.tick(2000)
  await new Promise((resolve) => setImmediate(resolve))
  t.same(told, [], 'the server has not been asked yet')
  asked.resolve()
  await new Promise((resolve) => setImmediate(resolve))
  t.match(told, [/NOTIFY does not arrive.*pooler.*DATABASE_URL/])

  const lose = async (token: string) => {
    lost.start(token, async () => {})
    await new Promise((resolve) => setImmediate(resolve))
    mock.timers.tick(2000)
    await new Promise((resolve) => setImmediate(resolve))
  }
  await lose('of the next connection')
  t.equal(told.length, 1, 'once, and not again with each connection')
  lost.start('arrives', async () => {})
  lost.received('arrives')
  await lose('lost again')
  t.equal(told.length, 2)
})

t.test('a notification that comes with the answer of the server is no reason to warn', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] })
  t.teardown(() => mock.timers.reset())
  const told: unknown[] = []
  const late = new SelfTest({ notify: async () => {}, log: { warn: (...args: unknown[]) => told.push(args) } })
  late.start('token', async () => late.received('token'))
  await new Promise((resolve) => setImmediate(resolve))
  mock.timers.tick(2000)
  await new Promise((resolve) => setImmediate(resolve))
  t.same(told, [])
})
