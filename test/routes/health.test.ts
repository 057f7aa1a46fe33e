import Fastify, { type FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import access from '../../plugins/access.ts'
import config from '../../plugins/config/index.ts'
import health from '../../plugins/health/index.ts'
import lifecycle from '../../plugins/lifecycle/index.ts'
import healthRoutes from '../../routes/health/index.ts'

const KEY = 'drain-key-of-this-test'
const ALIVE = { status: 'alive', ready: true }

async function build(test: Test, drainAuthKey = KEY, lines: string[] = []): Promise<FastifyInstance> {
  const app = Fastify({ logger: { level: 'warn', stream: { write: (line) => lines.push(line) } } })
  test.teardown(() => app.close())
  await app.register(config, { env: {}, drainAuthKey })
  await app.register(access)
  await app.register(lifecycle)
  await app.register(health)
  await app.register(healthRoutes, { prefix: '/health' })
  await app.ready()
  return app
}

async function get(app: FastifyInstance, url: string, authorization?: string) {
  const response = await app.inject({ url, headers: authorization === undefined ? {} : { authorization } })
  t.equal(response.headers['cache-control'], 'no-store')
  t.match(response.headers['content-type'], /^application\/json/)
  return { status: response.statusCode, body: response.json() }
}

/** Holds the shutdown of an app until released. */
function hold(app: FastifyInstance): { begun: Promise<void>; release: () => void } {
  const begun = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<boolean>()
  app.lifecycle.addShutdownWaiter('held', () => {
    begun.resolve()
    return gate.promise
  })
  return { begun: begun.promise, release: () => gate.resolve(true) }
}

t.test('healthz is 200 whatever the liveness checks find', async (t) => {
  const app = await build(t)
  t.same(await get(app, '/health/healthz'), { status: 200, body: ALIVE })
  app.liveness.addCheck('memory', () => ({ ok: false, used: 1 }))
  t.same(await get(app, '/health/healthz'), { status: 200, body: { ...ALIVE, memory: { ok: false, used: 1 } } })
})

t.test('readyz shows each check, and fails when one is not fine', async (t) => {
  const app = await build(t)
  t.same(await get(app, '/health/readyz'), { status: 200, body: { status: 'ready', ready: true } })
  app.readiness.addCheck('database', async () => ({ connected: true, migrations_pending: 0, ok: true }))
  t.same(await get(app, '/health/readyz'), {
    status: 200,
    body: { status: 'ready', ready: true, database: { connected: true, migrations_pending: 0, ok: true } },
  })
  app.readiness.addCheck('oidc', () => {
    throw new Error('provider is down')
  })
  t.same(await get(app, '/health/readyz'), {
    status: 503,
    body: {
      status: 'not ready',
      ready: false,
      database: { connected: true, migrations_pending: 0, ok: true },
      oidc: { ok: false, error: 'the check failed' },
    },
  })
})

t.test('while the instance shuts down readyz is 503 without a check, and healthz 200', async (t) => {
  const app = await build(t)
  let checks = 0
  app.readiness.addCheck('count', () => {
    checks += 1
    return {}
  })
  const { begun, release } = hold(app)
  const closing = app.close()
  await begun
  t.same(await get(app, '/health/readyz'), { status: 503, body: { status: 'shutting down', ready: false } })
  t.same(await get(app, '/health/healthz'), { status: 200, body: ALIVE })
  t.equal(checks, 0)
  release()
  await closing
})

t.test('drain without the right key is 401 and drains nothing', async (t) => {
  const lines: string[] = []
  const app = await build(t, KEY, lines)
  const unauthorized = { status: 401, body: { status: 'unauthorized', ready: false } }
  for (const header of [undefined, '', KEY, `bearer ${KEY}`, `Bearer ${KEY} `, `Bearer ${KEY}x`, 'Bearer ', 'Bearer']) {
    t.same(await get(app, '/health/drain', header), unauthorized, String(header))
  }
  t.equal((await app.inject({ method: 'POST', url: '/health/drain' })).statusCode, 401)
  t.equal(
    (await app.inject({ method: 'HEAD', url: '/health/drain', headers: { authorization: `Bearer ${KEY}` } }))
      .statusCode,
    404,
  )
  t.equal(app.lifecycle.isShuttingDown, false)
  t.ok(lines.every((line) => JSON.parse(line).level === 40 && !line.includes(KEY)))
})

t.test('drain without a configured key is always 401', async (t) => {
  const lines: string[] = []
  const app = await build(t, '', lines)
  for (const header of [undefined, 'Bearer ', 'Bearer', 'Bearer x']) {
    t.equal((await get(app, '/health/drain', header)).status, 401)
  }
  t.equal(JSON.parse(lines[0] ?? '').level, 50)
})

for (const method of ['GET', 'POST']) {
  t.test(`${method} drain answers when the work is done, and then the instance closes`, async (t) => {
    const app = await build(t)
    const address = await app.listen({ port: 0, host: '127.0.0.1' })
    const closed = new Promise<void>((resolve) => app.server.once('close', () => resolve()))
    const { begun, release } = hold(app)
    const headers = { authorization: `Bearer ${KEY}` }

    let answered = false
    const draining = fetch(`${address}/health/drain`, { method, headers }).then((response) => {
      answered = true
      return response
    })
    await begun
    const second = await fetch(`${address}/health/drain`, { method, headers })
    t.equal(second.status, 200)
    t.same(await second.json(), ALIVE, 'who asks again is answered at once')
    t.equal((await fetch(`${address}/health/readyz`)).status, 503)
    t.equal(answered, false)

    release()
    const response = await draining
    t.equal(response.status, 200)
    t.equal(response.headers.get('cache-control'), 'no-store')
    t.same(await response.json(), ALIVE)
    await closed
  })
}

t.test('the instance closes after a drain whose caller has gone away', async (t) => {
  const app = await build(t)
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const closed = new Promise<void>((resolve) => app.server.once('close', () => resolve()))
  const { begun, release } = hold(app)
  const caller = new AbortController()
  const draining = fetch(`${address}/health/drain`, {
    headers: { authorization: `Bearer ${KEY}` },
    signal: caller.signal,
  })
  await begun
  caller.abort()
  await t.rejects(draining)
  release()
  await closed
})

t.test('a drain that fails is 500', async (t) => {
  const app = await build(t)
  app.lifecycle.prepareShutdown = () => Promise.reject(new Error('broken'))
  const { status, body } = await get(app, '/health/drain', `Bearer ${KEY}`)
  t.equal(status, 500)
  t.same(body, { status: 'error', ready: false })
})
