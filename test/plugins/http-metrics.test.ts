import { once } from 'node:events'
import type { Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import Fastify, { type FastifyHttpOptions, type FastifyInstance } from 'fastify'
import { Histogram, register } from 'prom-client'
import t, { type Test } from 'tap'
import { answerMalformedRequest } from '../../plugins/errors/malformed-request.ts'
import httpMetrics, {
  HTTP_REQUEST_DURATION_SECONDS,
  type HttpMetricsOptions,
} from '../../plugins/http-metrics/index.ts'
import { sampleValue } from '../support/sample-value.ts'

const count = (method: string, endpoint: string, status: string) =>
  sampleValue('http_request_duration_seconds_count', { method, endpoint, status })
const active = () => sampleValue('http_active_requests')

async function build(t: Test, options: HttpMetricsOptions = {}, server: FastifyHttpOptions<Server> = {}) {
  const app = Fastify({ forceCloseConnections: true, ...server })
  t.teardown(() => app.close())
  await app.register(httpMetrics, options)
  return app
}

/** Sends raw bytes over a new connection, since no HTTP client breaks off just where a test wants it to. */
async function send(app: FastifyInstance, text: string): Promise<Socket> {
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write(text)
  return socket
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nhost: test\r\n\r\n`

/** Resolves when one request has been recorded, whatever its labels. */
async function recorded(): Promise<void> {
  const anyCount = /http_request_duration_seconds_count/
  while (!anyCount.test(await register.metrics())) await new Promise((resolve) => setImmediate(resolve))
}

t.beforeEach(() => register.resetMetrics())

t.test('a request is counted with method, route template and status', async (t) => {
  const app = await build(t)
  app.get('/parts/:key', async () => 'part')
  await app.inject('/parts/ABCD')
  await app.inject('/parts/EFGH')
  await app.inject({ method: 'HEAD', url: '/parts/ABCD' })
  t.equal(await count('GET', '/parts/:key', '200'), 2)
  t.equal(await count('HEAD', '/parts/:key', '200'), 1)
  t.equal(await active(), 0)
})

t.test('a request that fails is counted with its error status', async (t) => {
  const app = await build(t)
  app.get('/fails', async () => {
    throw new Error('no')
  })
  await app.inject('/fails')
  t.equal(await count('GET', '/fails', '500'), 1)
  t.equal(await active(), 0)
})

t.test('values go on after the registry was reset', async (t) => {
  const app = await build(t)
  app.get('/again', async () => 'x')
  await app.inject('/again')
  register.resetMetrics()
  await app.inject('/again')
  t.equal(await count('GET', '/again', '200'), 1)
})

t.test('durations are exposed as the client exposes a histogram', async (t) => {
  const plain = new Histogram({
    name: 'test_durations',
    help: 'Wall time of a request',
    labelNames: ['method', 'endpoint', 'status'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  })
  t.teardown(() => register.removeSingleMetric('test_durations'))
  for (const seconds of [0, 0.01, 0.010001, 0.3, 10, 11]) {
    for (const [method, endpoint, status] of [
      ['GET', '/a/"x"', 200],
      ['POST', '/a/"x"', 200],
      ['GET', '/b', 404],
    ] as const) {
      plain.observe({ method, endpoint, status: String(status) }, seconds)
      HTTP_REQUEST_DURATION_SECONDS.record(method, endpoint, status, seconds)
    }
  }
  const text = await register.getSingleMetricAsString('http_request_duration_seconds')
  const expected = await register.getSingleMetricAsString('test_durations')
  t.equal(text, expected.replaceAll('test_durations', 'http_request_duration_seconds'))
  const { values } = await HTTP_REQUEST_DURATION_SECONDS.get()
  t.strictSame(
    values.map(({ labels, value }) => ({ labels, value })),
    (await plain.get()).values.map(({ labels, value }) => ({ labels, value })),
  )
})

t.test('2,000 random paths add one series', async (t) => {
  const app = await build(t)
  for (let i = 0; i < 2000; i++) await app.inject(`/random/${Math.random()}`)
  t.equal(await count('GET', 'unmatched', '404'), 2000)
  const series = (await register.metrics()).match(/http_request_duration_seconds_count/g)
  t.equal(series?.length, 1)
})

t.test('a method outside the standard set is one value', async (t) => {
  const app = await build(t)
  await app.inject({ method: 'PROPFIND' as 'GET', url: '/x' })
  await app.inject({ method: 'MKCOL' as 'GET', url: '/x' })
  t.equal(await count('other', 'unmatched', '404'), 2)
})

t.test('a malformed URL is counted through the frameworkErrors option', async (t) => {
  const app = await build(
    t,
    {},
    {
      frameworkErrors: (error, request, reply) => {
        request.server.countRequest(request, reply)
        reply.raw.writeHead(400).end(error.message)
      },
    },
  )
  await app.inject('/%zz')
  t.equal(await count('GET', 'unmatched', '400'), 1)
})

for (const ending of ['destroy', 'resetAndDestroy'] as const) {
  t.test(`a request that the client aborts (${ending}) has status 499`, async (t) => {
    const app = await build(t)
    const entered = Promise.withResolvers<void>()
    app.get('/hangs', () => {
      entered.resolve()
      return new Promise(() => {})
    })
    const socket = await send(app, get('/hangs'))
    await entered.promise
    t.equal(await active(), 1)
    socket[ending]()
    await recorded()
    t.equal(await count('GET', '/hangs', '499'), 1)
    t.equal(await active(), 0)
  })
}

t.test('an answer that the server cuts off has status 500', async (t) => {
  const app = await build(t)
  app.get('/cut', (_request, reply) => {
    const source = new Readable({ read() {} })
    source.push('some')
    reply.raw.on('pipe', () => setImmediate(() => source.destroy(new Error('source broke'))))
    return reply.send(source)
  })
  const socket = await send(app, get('/cut'))
  socket.resume()
  await recorded()
  t.equal(await count('GET', '/cut', '500'), 1)
  t.equal(await active(), 0)
})

t.test('a request that the server cuts off before its body is there has status 499', async (t) => {
  const app = await build(t)
  const entered = Promise.withResolvers<void>()
  app.addHook('preParsing', (_request, _reply, _payload, done) => {
    entered.resolve()
    done()
  })
  app.post('/half', async () => 'x')
  await send(app, 'POST /half HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{')
  await entered.promise
  app.server.closeAllConnections()
  await recorded()
  t.equal(await count('POST', '/half', '499'), 1)
  t.equal(await active(), 0)
})

t.test('a request whose body the server has not read when it cuts it off has status 500', async (t) => {
  const app = await build(t)
  const arrived = Promise.withResolvers<void>()
  app.addContentTypeParser('text/unread', (_request, payload, done) => {
    payload.once('readable', () => arrived.resolve())
    done(null)
  })
  app.post('/unread', () => new Promise(() => {}))
  await send(app, 'POST /unread HTTP/1.1\r\nhost: test\r\ncontent-type: text/unread\r\ncontent-length: 9\r\n\r\nsome')
  await arrived.promise
  app.server.closeAllConnections()
  await recorded()
  t.equal(await count('POST', '/unread', '500'), 1)
})

t.test('a body that does not arrive in time has status 408, whoever answers it', async (t) => {
  const server = { requestTimeout: 50, http: { headersTimeout: 40, connectionsCheckingInterval: 20 } }
  for (const options of [server, { ...server, clientErrorHandler: answerMalformedRequest }]) {
    register.resetMetrics()
    const lines: string[] = []
    const logger = { level: 'warn', stream: { write: (line: string) => void lines.push(line) } }
    const app = await build(t, { slowRequestThresholdMs: 0 }, { ...options, logger })
    app.post('/late', async () => 'x')
    const socket = await send(
      app,
      'POST /late HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
    )
    await once(socket.resume(), 'close')
    await recorded()
    t.equal(await count('POST', '/late', '408'), 1)
    t.equal(await active(), 0)
    t.same(
      lines.map((line) => JSON.parse(line)).flatMap(({ msg, status }) => (msg === 'slow request' ? status : [])),
      [408],
    )
  }
})

t.test('a connection that times out has status 408', async (t) => {
  const app = await build(t, {}, { connectionTimeout: 50 })
  app.get('/silent', () => new Promise(() => {}))
  const socket = await send(app, get('/silent'))
  await once(socket.resume(), 'close')
  await recorded()
  t.equal(await count('GET', '/silent', '408'), 1)
  t.equal(await active(), 0)
})

t.test('a handler over its time limit is counted once, with the status sent', async (t) => {
  const app = await build(t, {}, { handlerTimeout: 20 })
  app.get('/over', () => new Promise(() => {}))
  const { statusCode } = await app.inject('/over')
  t.equal(await count('GET', '/over', String(statusCode)), 1)
  t.equal(await active(), 0)
})

const EVENT_STREAM = { 'Content-Type': 'text/event-stream' }

t.test('an event stream leaves at its first byte and is counted once', async (t) => {
  const app = await build(t)
  app.get('/object', (_request, reply) => {
    reply.hijack()
    reply.raw.writeHead(200, EVENT_STREAM).write(': hi\n\n')
  })
  app.get('/pairs', (_request, reply) => {
    reply.hijack()
    reply.raw.writeHead(200, Object.entries(EVENT_STREAM).flat()).write(': hi\n\n')
  })
  app.get('/reply', (_request, reply) => {
    const events = new Readable({ read() {} })
    events.push(': hi\n\n')
    return reply.type('text/event-stream').send(events)
  })
  for (const path of ['/object', '/pairs', '/reply']) {
    const socket = await send(app, get(path))
    await once(socket, 'data')
    t.equal(await active(), 0, `${path} is still open, but not in progress`)
    t.equal(await count('GET', path, '200'), 1)
    socket.destroy()
    await once(socket, 'close')
  }
  await app.close()
  const counts = (await register.metrics()).match(/http_request_duration_seconds_count\S* \d+/g)
  t.equal(counts?.length, 3)
  t.ok(counts?.every((line) => line.endsWith(' 1')))
  t.equal(await active(), 0)
})

t.test('a hijacked reply counts when it ends', async (t) => {
  const app = await build(t)
  app.get('/hijacked', (_request, reply) => {
    reply.hijack()
    reply.raw.writeHead(202, { 'content-type': 'text/plain' })
    reply.raw.end('x')
  })
  await app.inject('/hijacked')
  t.equal(await count('GET', '/hijacked', '202'), 1)
})

t.test('slow requests are counted from the limit on, and logged once', async (t) => {
  const records: Record<string, unknown>[] = []
  const logger = { level: 'warn', stream: { write: (line: string) => records.push(JSON.parse(line)) } }
  const slow = await build(t, { slowRequestThresholdMs: 0 }, { logger })
  slow.get('/slow/:id', async () => 'x')
  await slow.inject('/slow/1')
  t.equal(await sampleValue('http_slow_request_total', { method: 'GET', endpoint: '/slow/:id' }), 1)
  t.match(records, [{ msg: 'slow request', method: 'GET', route: '/slow/:id', status: 200, durationMs: Number }])

  const fast = await build(t)
  fast.get('/fast', async () => 'x')
  await fast.inject('/fast')
  t.equal(await sampleValue('http_slow_request_total', { method: 'GET', endpoint: '/fast' }), undefined)
})

t.test('two apps in one process count together, and closing one leaves the other intact', async (t) => {
  const first = await build(t)
  const second = await build(t)
  second.get('/second', async () => 'x')
  await first.ready()
  await first.close()
  await second.inject('/second')
  t.equal(await count('GET', '/second', '200'), 1)
})
