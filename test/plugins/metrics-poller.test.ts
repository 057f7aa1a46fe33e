import { mock } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import { Gauge } from 'prom-client'
import t, { type Test } from 'tap'
import metricsPoller, { type MetricsPollerOptions } from '../../plugins/metrics-poller/index.ts'
import { sampleValue } from '../support/sample-value.ts'

interface LogRecord {
  level: number
  msg: string
  callback?: string
  callbacks?: string[]
  intervalSeconds?: number
  err?: { message: string; stack: string }
}

const ERROR = 50
const INFO = 30

async function build(t: Test, options: MetricsPollerOptions = {}) {
  const records: LogRecord[] = []
  const app = Fastify({ logger: { level: 'info', stream: { write: (line) => records.push(JSON.parse(line)) } } })
  t.teardown(() => app.close())
  await app.register(metricsPoller, options)
  return { app, errors: () => records.filter(({ level }) => level === ERROR), records }
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Lets the first tick, which waits for a turn of the event loop, run as far as it can. */
async function ready(app: FastifyInstance): Promise<void> {
  await app.ready()
  await turn()
  await turn()
}

async function pass(seconds: number): Promise<void> {
  mock.timers.tick(seconds * 1000)
  await turn()
}

function never(): Promise<void> {
  return new Promise(() => {})
}

const duration = (callback: string) => sampleValue('metrics_poller_callback_duration_seconds_count', { callback })
const failures = (callback: string, reason: string) =>
  sampleValue('metrics_poller_callback_failures_total', { callback, reason })
const lastSuccess = (callback: string) =>
  sampleValue('metrics_poller_callback_last_success_timestamp_seconds', { callback })

t.beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'Date'] }))
t.afterEach(() => mock.timers.reset())

t.test('a loop without callbacks runs on and logs no error', async (t) => {
  const { app, errors, records } = await build(t)
  await ready(app)
  await pass(60)
  let calls = 0
  app.registerForPolling('late', () => void calls++)
  await pass(60)
  t.equal(calls, 1, 'a callback registered after ready runs on the next tick')
  t.same(errors(), [])
  t.equal(records.filter(({ level }) => level === INFO).length, 1)
})

t.test('callbacks run right after ready and then once per interval, 60 s by default', async (t) => {
  const { app, records } = await build(t)
  let calls = 0
  app.registerForPolling('p10', () => void calls++)
  t.equal(calls, 0)
  await ready(app)
  t.equal(calls, 1)
  await pass(59)
  t.equal(calls, 1)
  await pass(1)
  t.equal(calls, 2)
  await pass(60)
  t.equal(calls, 3)
  t.match(records, [{ level: INFO, intervalSeconds: 60, callbacks: ['p10'] }])
})

t.test('the interval is an option', async (t) => {
  const { app } = await build(t, { intervalSeconds: 5 })
  let calls = 0
  app.registerForPolling('interval', () => void calls++)
  await ready(app)
  await pass(5)
  t.equal(calls, 2)
})

t.test('a callback that throws or rejects is logged once a failure, and the loop goes on', async (t) => {
  const { app, errors } = await build(t)
  const calls: string[] = []
  app.registerForPolling('throws', () => {
    calls.push('throws')
    throw new Error('sync')
  })
  app.registerForPolling('rejects', async () => {
    calls.push('rejects')
    throw new Error('async')
  })
  app.registerForPolling('good', () => void calls.push('good'))
  await ready(app)
  t.same(calls, ['throws', 'rejects', 'good'])
  t.match(errors(), [
    { msg: 'polling callback failed', callback: 'throws', err: { message: 'sync', stack: /Error: sync/ } },
    { msg: 'polling callback failed', callback: 'rejects', err: { message: 'async', stack: /Error: async/ } },
  ])
  t.equal(errors().length, 2)
  await pass(60)
  t.equal(calls.length, 6)
  t.equal(errors().length, 4)
  t.equal(await failures('throws', 'error'), 2)
})

t.test('callbacks run one after another in the order of registration', async (t) => {
  const { app } = await build(t)
  const steps: string[] = []
  for (const name of ['a', 'b', 'c']) {
    app.registerForPolling(name, async () => {
      steps.push(`${name} begins`)
      await turn()
      steps.push(`${name} ends`)
    })
  }
  await ready(app)
  for (let i = 0; i < 5; i++) await turn()
  t.same(steps, ['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
})

t.test('close stops the loop and resets its series', async (t) => {
  const { app } = await build(t)
  const gauge = new Gauge({ name: 'test_poller_close', help: 'test', labelNames: ['l'] })
  let calls = 0
  const poll = () => {
    calls++
    gauge.set({ l: 'x' }, calls)
  }
  app.registerForPolling('closing', poll, { gauges: [gauge] })
  await ready(app)
  t.equal(await duration('closing'), 1)
  t.equal(await sampleValue('test_poller_close', { l: 'x' }), 1)
  await app.close()
  await pass(600)
  t.equal(calls, 1)
  t.equal(await duration('closing'), undefined)
  t.equal(await lastSuccess('closing'), undefined)
  t.equal(await sampleValue('test_poller_close', { l: 'x' }), undefined)
  await app.close()
})

t.test('close waits for a callback in flight, and starts none after it', async (t) => {
  const { app } = await build(t)
  const { promise, resolve } = Promise.withResolvers<void>()
  const steps: string[] = []
  app.registerForPolling('in-flight', async () => {
    await promise
    steps.push('settled')
  })
  app.registerForPolling('after', () => void steps.push('after'))
  await ready(app)
  const closed = app.close().then(() => steps.push('closed'))
  await turn()
  t.same(steps, [])
  resolve()
  await closed
  t.same(steps, ['settled', 'closed'])
})

t.test('close returns after 5 s although a callback hangs', async (t) => {
  const { app } = await build(t)
  const { promise, resolve } = Promise.withResolvers<void>()
  const gauge = new Gauge({ name: 'test_poller_hang', help: 'test' })
  const hang = async () => {
    await promise
    gauge.set(1)
  }
  app.registerForPolling('hangs', hang, { gauges: [gauge] })
  await ready(app)
  const closed = app.close()
  await turn()
  await turn()
  mock.timers.tick(5000)
  await closed
  resolve()
  await turn()
  t.equal(await sampleValue('test_poller_hang'), 0, 'a run that ends after the close leaves nothing behind')
  t.equal(await duration('hangs'), undefined)
})

t.test('a callback that never settles is abandoned and never overlaps itself', async (t) => {
  const { app, errors } = await build(t, { intervalSeconds: 10 })
  let hanging = 0
  let others = 0
  const hang = () => {
    hanging++
    return never()
  }
  app.registerForPolling('never', hang, { timeoutSeconds: 3 })
  app.registerForPolling('other', () => void others++)
  await ready(app)
  t.equal(others, 0)
  await pass(3)
  t.equal(others, 1)
  t.match(errors(), [{ msg: 'polling callback failed', callback: 'never' }])
  t.equal(await failures('never', 'timeout'), 1)
  await pass(10)
  t.equal(hanging, 1)
  t.equal(others, 2)
  t.equal(await failures('never', 'timeout'), 2, 'a skipped tick counts again')
  t.equal(errors().length, 1, 'but is not logged again')
  t.equal(await duration('never'), undefined)
})

t.test('an abandoned callback runs again once it has settled', async (t) => {
  const { app, errors } = await build(t, { intervalSeconds: 10 })
  const { promise, reject } = Promise.withResolvers<void>()
  let calls = 0
  app.registerForPolling('tardy', () => (calls++ === 0 ? promise : undefined))
  await ready(app)
  await pass(30)
  reject(new Error('too late'))
  await turn()
  t.equal(errors().length, 1, 'the failure is logged once')
  t.equal(await failures('tardy', 'error'), undefined)
  t.equal(await duration('tardy'), 1)
  await pass(10)
  t.equal(calls, 2)
})

t.test('listen does not wait for a slow callback', async (t) => {
  const { app } = await build(t)
  const { promise, resolve } = Promise.withResolvers<void>()
  app.registerForPolling('slow', () => promise)
  await app.listen({ port: 0, host: '127.0.0.1' })
  t.ok(app.server.listening)
  resolve()
})

t.test('a name is registered once, and is free again after unregistering', async (t) => {
  const { app } = await build(t)
  const calls: string[] = []
  const unregister = app.registerForPolling('name', () => void calls.push('old'))
  t.throws(() => app.registerForPolling('name', () => {}), /'name' is registered already/)
  await ready(app)
  t.equal(await duration('name'), 1)
  unregister()
  t.equal(await duration('name'), undefined, 'the series of the name are gone')
  app.registerForPolling('name', () => void calls.push('new'))
  unregister()
  await pass(60)
  t.same(calls, ['old', 'new'])
})

t.test('closing before ready is survived, and nothing is called', async (t) => {
  const { app } = await build(t)
  let calls = 0
  app.registerForPolling('unready', () => void calls++)
  await app.close()
  await turn()
  t.equal(calls, 0)
})

t.test('health: durations of all runs, failures, and the last success', async (t) => {
  const { app } = await build(t)
  let calls = 0
  app.registerForPolling('health', () => {
    if (++calls > 1) throw new Error('second')
  })
  mock.timers.setTime(5_000_000)
  await ready(app)
  t.equal(await lastSuccess('health'), 5000)
  await pass(60)
  t.equal(calls, 2)
  t.equal(await duration('health'), 2)
  t.equal(await failures('health', 'error'), 1)
  t.equal(await lastSuccess('health'), 5000)
})

t.test('two apps in one process share a name; closing one leaves the other intact', async (t) => {
  const first = await build(t)
  const second = await build(t)
  const gauge = new Gauge({ name: 'test_poller_shared', help: 'test' })
  let calls = 0
  first.app.registerForPolling('shared', () => gauge.set(1), { gauges: [gauge] })
  const poll = () => {
    calls++
    gauge.set(2)
  }
  second.app.registerForPolling('shared', poll, { gauges: [gauge] })
  await ready(first.app)
  await ready(second.app)
  await first.app.close()
  t.equal(await duration('shared'), 2)
  t.equal(await sampleValue('test_poller_shared'), 2)
  await pass(60)
  t.equal(calls, 2)
  await second.app.close()
  t.equal(await duration('shared'), undefined)
  t.equal(await sampleValue('test_poller_shared'), 0)
})
