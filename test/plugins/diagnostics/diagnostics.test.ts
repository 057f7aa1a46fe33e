import { setImmediate as nextTurn } from 'node:timers/promises'
import Fastify from 'fastify'
import { register } from 'prom-client'
import t, { type Test } from 'tap'
import diagnostics, { type DiagnosticsOptions, observeStatement } from '../../../plugins/diagnostics/index.ts'
import httpMetrics from '../../../plugins/http-metrics/index.ts'
import { sampleValue } from '../../support/sample-value.ts'

async function build(t: Test, options: DiagnosticsOptions, slowRequestThresholdMs = 500) {
  const records: { level: number; msg: string }[] = []
  const logger = { level: 'debug', stream: { write: (line: string) => records.push(JSON.parse(line)) } }
  const app = Fastify({ logger })
  t.teardown(() => app.close())
  await app.register(httpMetrics, { slowRequestThresholdMs })
  await app.register(diagnostics, options)
  app.get('/reads', async () => {
    observeStatement('select 1', 20)
    await nextTurn()
    observeStatement(`select ${'x'.repeat(600)}`, 100)
    return 'x'
  })
  app.post('/writes', async () => {
    observeStatement('insert', 1)
    return 'x'
  })
  const messages = (start: string) => records.filter(({ msg }) => msg.startsWith(start))
  return { app, records, messages }
}

const labels = { method: 'GET', endpoint: '/reads' }

t.beforeEach(() => register.resetMetrics())

t.test('statements of a request are counted and timed', async (t) => {
  const { app, messages } = await build(t, { enabled: true })
  await app.inject('/reads')
  t.equal(await sampleValue('http_request_query_count_sum', labels), 2)
  t.equal(await sampleValue('http_request_query_time_seconds_sum', labels), 0.12)
  t.equal(await sampleValue('http_request_app_time_seconds_count', labels), 1)
  t.equal(await sampleValue('http_request_app_time_seconds_sum', labels), 0, 'never below zero')
  t.equal(await sampleValue('db_query_duration_seconds_count'), 2)
  t.equal(await sampleValue('db_slow_query_total'), 1, 'the limit itself is slow')
  t.match(messages('SLOW QUERY'), [{ level: 40, msg: /^SLOW QUERY \(100ms\): select x{493}$/ }])
  t.match(messages('statement-level'), [{ level: 30, enabled: true, slowQueryThresholdMs: 100 }])
})

t.test('statements after a body has been read belong to the request', async (t) => {
  const { app } = await build(t, { enabled: true })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const body = JSON.stringify({ text: 'x'.repeat(300_000) })
  const response = await fetch(`${address}/writes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  t.equal(response.status, 200)
  await response.text()
  t.equal(await sampleValue('http_request_query_count_sum', { method: 'POST', endpoint: '/writes' }), 1)
})

t.test('a request without statements is observed as 0', async (t) => {
  const { app } = await build(t, { enabled: true })
  await app.inject('/nothing')
  t.equal(await sampleValue('http_request_query_count_count', { method: 'GET', endpoint: 'unmatched' }), 1)
  t.equal(await sampleValue('http_request_query_count_sum', { method: 'GET', endpoint: 'unmatched' }), 0)
})

t.test('a statement outside a request is ignored', async (t) => {
  await build(t, { enabled: true })
  observeStatement('select 1', 500)
  t.equal(await sampleValue('db_query_duration_seconds_count'), undefined)
  t.equal(await sampleValue('db_slow_query_total'), 0)
})

t.test('a slow request is one record with the shares, then its slowest statements', async (t) => {
  const { app, records } = await build(t, { enabled: true, slowQueryThresholdMs: 1000 }, 0)
  app.get('/many', async () => {
    for (const ms of [1, 7, 3, 5, 2, 6, 4]) observeStatement(`select ${ms} ${'x'.repeat(300)}`, ms)
    return 'x'
  })
  await app.inject('/many')
  const warnings = records.filter(({ level }) => level === 40)
  t.match(warnings[0], { msg: 'slow request', databaseMs: 28, appMs: 0, statementCount: 7 })
  t.same(
    warnings.slice(1).map(({ msg }) => msg.slice(0, 43)),
    [7, 6, 5, 4, 3].map((ms) => `statement of a slow request (${ms}ms): select ${ms}`),
  )
})

t.test('every statement is logged on request', async (t) => {
  const { app, messages } = await build(t, { enabled: true, logAllQueries: true })
  await app.inject('/reads')
  t.match(messages('QUERY'), [{ level: 20, msg: 'QUERY (20ms): select 1' }])
})

t.test('disabled, nothing is measured', async (t) => {
  const { app, messages } = await build(t, {})
  await app.inject('/reads')
  t.equal(await sampleValue('http_request_query_count_count', labels), undefined)
  t.equal(await sampleValue('db_slow_query_total'), 0)
  t.match(messages('statement-level'), [{ level: 30, enabled: false }])
})
