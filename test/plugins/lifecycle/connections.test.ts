import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import Fastify, { type FastifyInstance } from 'fastify'
import { register } from 'prom-client'
import t, { type Test } from 'tap'
import lifecycle from '../../../plugins/lifecycle/index.ts'

const LARGE = 2 ** 25

/** Downloads of which the first part has been sent. */
let downloads = 0

async function start(
  test: Test,
): Promise<{ app: FastifyInstance; port: number; held: () => number; release: () => void }> {
  const app = Fastify()
  const gate = Promise.withResolvers<void>()
  let held = 0
  await app.register(lifecycle)
  app.get('/quick', async () => 'quick')
  app.get('/held', async () => {
    held += 1
    await gate.promise
    return 'held'
  })
  app.get('/download', async () =>
    Readable.from(
      (async function* () {
        yield 'first '
        downloads += 1
        await gate.promise
        yield 'last'
      })(),
    ),
  )
  app.get('/large', async () => Buffer.alloc(LARGE))
  app.get('/metrics', async () => register.metrics())
  test.teardown(() => app.close())
  await app.listen({ port: 0, host: '127.0.0.1' })
  const address = app.server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return { app, port: address.port, held: () => held, release: gate.resolve }
}

function get(
  port: number,
  path: string,
  agent: Agent,
): Promise<{ status: number | undefined; connection: string | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, agent }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        body += chunk
      })
      response.on('error', reject)
      response.on('end', () => resolve({ status: response.statusCode, connection: response.headers.connection, body }))
    })
    outgoing.on('error', reject).end()
  })
}

/** Resolves in a later turn of the event loop, as soon as `condition` holds. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(setImmediate)
}

t.test(
  '100 keep-alive clients with a request in flight are all answered, and the close takes no time after',
  async (t) => {
    const { app, port, held, release } = await start(t)
    const agents = Array.from({ length: 100 }, () => new Agent({ keepAlive: true, maxSockets: 1 }))
    t.teardown(() => {
      for (const agent of agents) agent.destroy()
    })
    const warm = await Promise.all(agents.map((agent) => get(port, '/quick', agent)))
    t.ok(warm.every(({ connection }) => connection === 'keep-alive'))

    const inFlight = agents.slice(0, 60).map((agent) => get(port, '/held', agent))
    await until(() => held() === 60)
    const closing = app.close()
    await until(() => app.lifecycle.isShuttingDown)
    release()
    const answers = await Promise.all(inFlight)
    t.ok(answers.every(({ status, body }) => status === 200 && body === 'held'))
    t.ok(answers.every(({ connection }) => connection === 'close'))
    const closingFrom = performance.now()
    await closing
    t.ok(performance.now() - closingFrom < 2000, 'idle clients do not hold the close')
  },
)

t.test('a client that connects and sends nothing does not hold the close', async (t) => {
  const { app, port } = await start(t)
  const socket = connect(port, '127.0.0.1')
  t.teardown(() => socket.destroy())
  const ended = once(socket, 'close')
  const accepted = once(app.server, 'connection')
  await accepted
  await app.close()
  await ended
})

t.test(
  'a download that had announced keep-alive before the shutdown does not hold the close once it has ended',
  async (t) => {
    const { app, port, release } = await start(t)
    const agent = new Agent({ keepAlive: true })
    t.teardown(() => agent.destroy())
    const download = get(port, '/download', agent)
    await until(() => downloads === 1)
    const closing = app.close()
    await until(() => app.lifecycle.isShuttingDown)
    release()
    t.match(await download, { status: 200, connection: 'keep-alive', body: 'first last' })
    await closing
  },
)

t.test('a large answer to a late request arrives whole, however slowly it is read', async (t) => {
  const { app, port, held, release } = await start(t)
  const agent = new Agent({ keepAlive: true })
  t.teardown(() => agent.destroy())
  const waited = new Promise<void>((resolve) => app.lifecycle.beforeServerClose('note', () => resolve()))
  const first = get(port, '/held', agent)
  await until(() => held() === 1)
  const closing = app.close()
  await until(() => app.lifecycle.isShuttingDown)
  const outgoing = request({ host: '127.0.0.1', port, path: '/large', agent }).end()
  const late: IncomingMessage = (await once(outgoing, 'response'))[0]
  release()
  await first
  await waited
  for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate)
  let received = 0
  for await (const chunk of late) received += chunk.length
  t.equal(received, LARGE)
  await closing
})

t.test('metrics are scraped during a drain', async (t) => {
  const { app, port } = await start(t)
  const agent = new Agent({ keepAlive: true })
  t.teardown(() => agent.destroy())
  const gate = Promise.withResolvers<boolean>()
  const begun = new Promise<void>((resolve) => app.lifecycle.onPrepareShutdown('begun', () => resolve()))
  app.lifecycle.addShutdownWaiter('held', () => gate.promise)
  const closing = app.close()
  await begun
  const scrape = await get(port, '/metrics', agent)
  t.equal(scrape.status, 200)
  t.match(scrape.body, /^application_shutting_down 1$/m)
  gate.resolve(true)
  await closing
})
