import Fastify, { type FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import lifecycle, { type LifecycleOptions } from '../../../plugins/lifecycle/index.ts'

async function start(test: Test, options: LifecycleOptions, lines: string[] = []) {
  const app = Fastify({
    return503OnClosing: false,
    logger: { level: 'warn', stream: { write: (line) => lines.push(line) } },
  })
  await app.register(lifecycle, options)
  app.get('/ready', async (_request, reply) => reply.code(app.lifecycle.isShuttingDown ? 503 : 200).send('state'))
  app.get('/work', async () => 'done')
  test.teardown(() => app.close())
  return { app, url: await app.listen({ port: 0, host: '127.0.0.1' }) }
}

/** Sends requests one after another, each on a connection of its own, until readiness has said no. */
async function useWhileReady(url: string, statuses: number[]): Promise<void> {
  const headers = { connection: 'close' }
  while ((await fetch(`${url}/ready`, { headers })).ok) statuses.push((await fetch(`${url}/work`, { headers })).status)
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

const close = (app: FastifyInstance) => secondsOf(() => app.close())

t.test('clients that heed the readiness never meet a closed server', async (t) => {
  const { app, url } = await start(t, { listenSeconds: 60 })
  const statuses: number[] = []
  const clients = Array.from({ length: 8 }, () => useWhileReady(url, statuses))
  const begun = new Promise<void>((resolve) => app.lifecycle.onPrepareShutdown('begun', () => resolve()))
  const closing = app.close()
  await begun
  const late = await fetch(`${url}/work`)
  t.strictSame([late.status, late.headers.get('connection')], [200, 'close'], 'a late one is answered all the same')
  await Promise.all(clients)
  t.ok(app.server.listening, 'all of them have noticed while it listens')
  t.ok(statuses.every((status) => status === 200))
  app.lifecycle.hurry()
  await closing
  await t.rejects(fetch(`${url}/work`), 'then it is closed')
})

t.test('a server that listens goes on for that time at least', async (t) => {
  const { app } = await start(t, { listenSeconds: 0.3 })
  t.ok((await close(app)) >= 0.29)
})

t.test('the time is at most half of the budget, and does not make the shutdown a forced one', async (t) => {
  const lines: string[] = []
  const { app } = await start(t, { listenSeconds: 60, gracefulShutdownTimeoutSeconds: 2 }, lines)
  await close(app)
  t.same(lines, [])
})

t.test('an instance that does not listen has nothing to wait for', async (t) => {
  const app = Fastify()
  await app.register(lifecycle, { listenSeconds: 60 })
  await app.ready()
  t.ok((await close(app)) < 30)
})
