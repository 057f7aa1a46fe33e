import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import t from 'tap'
import { readSettings } from '../../../plugins/config/index.ts'
import { buildApp } from '../../support/build-app.ts'
import { freePort } from '../../support/free-port.ts'
import { sampleValue } from '../../support/sample-value.ts'
import { collectLog } from '../../support/signed-in-app.ts'

const OPERATIONAL = ['/metrics', '/health/healthz', '/health/readyz']

async function statusOf(url: string) {
  const response = await fetch(url)
  await response.text()
  return response.status
}

t.test('metrics and probes have a port of their own', async (t) => {
  const metricsPort = await freePort()
  const app = await buildApp(t, { settings: { metricsPort } })
  const own = `http://127.0.0.1:${metricsPort}`
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  for (const path of OPERATIONAL) {
    t.equal(await statusOf(own + path), 200, path)
    t.equal(await statusOf(url + path), 404, `${path} is not on the other port`)
  }
  t.equal(await statusOf(`${own}/metrics?x=1`), 200)
  const drain = await fetch(`${url}/health/drain`, { method: 'POST' })
  t.equal(drain.status, 404)
  t.equal(await statusOf(`${own}/health/drain`), 401)
  for (const path of ['/api/parts', '/', '/api/docs/openapi.json', '/metricsx', '/nothing', '//metrics/../api/parts']) {
    t.equal(await statusOf(own + path), 404, path)
  }
  t.equal(await statusOf(`${url}/api/parts`), 200)
  const unknown = await (await fetch(`${url}/metrics`)).json()
  t.match(unknown, { error: 'Resource not found', correlationId: /./ })
  t.ok(await sampleValue('http_request_duration_seconds_count', { method: 'GET', endpoint: '/metrics', status: '200' }))
})

t.test('readiness waits until the service listens, and is reached there before', async (t) => {
  const metricsPort = await freePort()
  const app = await buildApp(t, { settings: { metricsPort } })
  const own = `http://127.0.0.1:${metricsPort}`
  const early = await fetch(`${own}/health/readyz`)
  t.equal(early.status, 503)
  t.match(await early.json(), {
    status: 'not ready',
    ready: false,
    server: { listening: false, reason: 'not listening yet', ok: false },
    database: { ok: true },
  })
  t.equal(await statusOf(`${own}/health/healthz`), 200, 'the process lives')
  t.equal(await statusOf(`${own}/metrics`), 200, 'and can be watched')

  await app.listen({ port: 0, host: '127.0.0.1' })
  const ready = await fetch(`${own}/health/readyz`)
  t.equal(ready.status, 200)
  t.match(await ready.json(), { status: 'ready', ready: true, server: { listening: true, ok: true } })
})

t.test('an instance without a port for operations is ready without listening', async (t) => {
  const app = await buildApp(t)
  const answer = await app.inject('/health/readyz')
  t.equal(answer.statusCode, 200)
  t.notOk('server' in answer.json())
})

t.test('what a request says about its way is believed of proxies only, on both ports', async (t) => {
  const metricsPort = await freePort()
  const { lines, logger } = collectLog()
  const app = await buildApp(t, { settings: { metricsPort, trustedProxies: [] }, server: { logger } })
  const url = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))
  const requests = [
    { port: metricsPort, path: '/health/healthz', expect: '' },
    { port: metricsPort, path: '/health/healthz', expect: 'Expect: a-miracle\r\n' },
    { port: Number(url.port), path: '/api/parts', expect: 'Expect: a-miracle\r\n' },
  ]
  for (const { port, path, expect } of requests) {
    const socket = connect(port, '127.0.0.1')
    socket
      .resume()
      .write(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: 203.0.113.9\r\n${expect}Connection: close\r\n\r\n`,
      )
    await once(socket, 'close')
  }
  t.match(lines.join(''), /"remoteAddress":"127\.0\.0\.1"/)
  t.notMatch(lines.join(''), /203\.0\.113\.9/)
})

t.test('a shutdown can be watched there to its end', async (t) => {
  const metricsPort = await freePort()
  const app = await buildApp(t, { settings: { metricsPort } })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const held = Promise.withResolvers<boolean>()
  const begun = Promise.withResolvers<void>()
  app.lifecycle.addShutdownWaiter('test', () => {
    begun.resolve()
    return held.promise
  })
  const closed = app.close()
  await begun.promise
  const own = `http://127.0.0.1:${metricsPort}`
  t.equal(await statusOf(`${own}/health/readyz`), 503)
  t.match(await (await fetch(`${own}/metrics`)).text(), /^application_shutting_down 1$/m)
  held.resolve(true)
  await closed
  await t.rejects(fetch(`${own}/metrics`), 'nothing listens any more')
})

t.test('a port that is taken stops the start, and that of the service is refused', async (t) => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  t.teardown(() => other.close())
  const address = other.address()
  const metricsPort = address !== null && typeof address === 'object' ? address.port : 0
  await t.rejects(buildApp(t, { settings: { metricsPort } }), { name: 'StartError', message: /METRICS_PORT/ })
  t.throws(() => readSettings({ PORT: '4000', METRICS_PORT: '4000' }), { message: /METRICS_PORT must be another port/ })
})
