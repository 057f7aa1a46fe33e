import { mock } from 'node:test'
import Fastify from 'fastify'
import { Counter, Gauge, Histogram, register, Summary } from 'prom-client'
import t, { type Test } from 'tap'
import { collectDefaultMetricsOnce } from '../../plugins/metrics-exposition/default-metrics.ts'
import metricsExposition from '../../plugins/metrics-exposition/index.ts'
import metricsRoutes from '../../routes/metrics/index.ts'

async function build(t: Test) {
  const records: Record<string, unknown>[] = []
  const app = Fastify({
    logger: { level: 'warn', stream: { write: (line: string) => records.push(JSON.parse(line)) } },
  })
  t.teardown(() => app.close())
  await app.register(metricsExposition)
  await app.register(metricsRoutes, { prefix: '/metrics' })
  return { app, records }
}

function counter(t: Test, name: string, collect?: () => void | Promise<void>): Counter {
  const metric = new Counter({ name, help: 'test', ...(collect && { collect }) })
  t.teardown(() => register.removeSingleMetric(name))
  return metric
}

t.test('answers in the text exposition format', async (t) => {
  const { app } = await build(t)
  counter(t, 'test_scraped_total').inc(42)
  const response = await app.inject('/metrics')
  t.equal(response.statusCode, 200)
  t.equal(response.headers['content-type'], 'text/plain; version=0.0.4; charset=utf-8')
  t.match(response.body, /^test_scraped_total 42$/m)
  t.equal((await app.inject('/metrics/')).statusCode, 404)
  t.equal((await app.inject('/api/metrics')).statusCode, 404)
})

t.test('fifty parallel scrapes share one rendering', async (t) => {
  const { app } = await build(t)
  let renderings = 0
  counter(t, 'test_collected_total', () => void renderings++)
  const responses = await Promise.all(Array.from({ length: 50 }, () => app.inject('/metrics')))
  t.ok(responses.every(({ statusCode }) => statusCode === 200))
  t.equal(renderings, 1)
  await app.inject('/metrics')
  t.equal(renderings, 2, 'a later scrape is rendered anew')
})

t.test('a collector that throws costs only its own update', async (t) => {
  const { app, records } = await build(t)
  counter(t, 'test_throws_total', () => {
    throw new Error('broken')
  }).inc(3)
  counter(t, 'test_rejects_total', () => Promise.reject(new Error('broken too'))).inc(4)
  counter(t, 'test_fine_total').inc(5)
  const { statusCode, body } = await app.inject('/metrics')
  t.equal(statusCode, 200)
  for (const line of ['test_throws_total 3', 'test_rejects_total 4', 'test_fine_total 5']) t.match(body, line)
  t.match(records, [
    { level: 40, msg: 'metric collector failed', metric: 'test_throws_total', err: { message: 'broken' } },
    { level: 40, msg: 'metric collector failed', metric: 'test_rejects_total', err: { message: 'broken too' } },
  ])
})

t.test('a collector that never settles is left behind after two seconds and not started again', async (t) => {
  const { app, records } = await build(t)
  let starts = 0
  const started = Promise.withResolvers<void>()
  counter(t, 'test_hangs_total', () => {
    starts++
    started.resolve()
    return new Promise<void>(() => {})
  }).inc(6)
  counter(t, 'test_next_total').inc(7)
  mock.timers.enable({ apis: ['setTimeout'] })
  t.teardown(() => mock.timers.reset())
  const scrape = app.renderMetrics()
  await started.promise
  await new Promise((resolve) => setImmediate(resolve))
  mock.timers.tick(2000)
  const body = await scrape
  t.match(body, /test_hangs_total 6\n/)
  t.match(body, /test_next_total 7\n/)
  t.match(await app.renderMetrics(), /test_hangs_total 6\n/, 'the next scrape does not wait')
  t.equal(starts, 1)
  t.equal(records.length, 2)
})

t.test('renders byte for byte what the client renders', async (t) => {
  const { app } = await build(t)
  const names = ['test_c_total', 'test_g', 'test_h', 'test_s', 'test_many', 'test_many_h', 'test_empty']
  t.teardown(() => {
    for (const name of names) register.removeSingleMetric(name)
  })
  const c = new Counter({ name: 'test_c_total', help: 'back\\slash and\nnew line', labelNames: ['a', 'b'] })
  c.inc({ a: 'quote " back \\ line \n', b: 'comma,é' }, 2)
  c.inc({ a: '' })
  const g = new Gauge({ name: 'test_g', help: 'odd values', labelNames: ['v'] })
  for (const value of [Number.NaN, Infinity, -Infinity, -0, 1e21, 1e-7, 0.1]) g.set({ v: String(value) }, value)
  const h = new Histogram({ name: 'test_h', help: 'histogram', labelNames: ['x', 'y'], buckets: [0.1, 1, 10] })
  h.observe({ x: '1', y: 'two' }, 0.5)
  h.observe({ x: '"', y: '\\' }, 50)
  const s = new Summary({ name: 'test_s', help: 'summary', labelNames: ['q'], percentiles: [0.5, 0.99] })
  for (let i = 0; i < 10; i++) s.observe({ q: 'a' }, i)
  const many = new Gauge({ name: 'test_many', help: 'over several slices', labelNames: ['i'] })
  for (let i = 0; i < 1001; i++) many.set({ i: `${i}\n"` }, i)
  const manyH = new Histogram({ name: 'test_many_h', help: 'too', labelNames: ['i'], buckets: [1, 2] })
  for (let i = 0; i < 500; i++) manyH.observe({ i: String(i) }, i % 3)
  new Gauge({ name: 'test_empty', help: 'no series', labelNames: ['i'] })
  t.equal(await app.renderMetrics(), await register.metrics())
  register.setDefaultLabels({ instance: 'one', i: 'hidden' })
  t.teardown(() => register.setDefaultLabels({}))
  t.equal(await app.renderMetrics(), await register.metrics())
})

t.test('the default metrics start once a process, however often they are asked for', async (t) => {
  const { app } = await build(t)
  collectDefaultMetricsOnce()
  collectDefaultMetricsOnce()
  const { body } = await app.inject('/metrics')
  for (const name of ['process_cpu_seconds_total', 'process_open_fds', 'process_start_time_seconds']) {
    t.match(body, new RegExp(`^${name} `, 'm'))
  }
  t.notMatch(body, /^(process|nodejs)_\w*_created/m)
})
