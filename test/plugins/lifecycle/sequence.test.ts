import Fastify, { type FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import lifecycle, { type LifecycleOptions } from '../../../plugins/lifecycle/index.ts'

const PLUGIN_LIMIT_MS = 200

async function build(test: Test, options: LifecycleOptions = {}, lines: string[] = []): Promise<FastifyInstance> {
  const app = Fastify({
    pluginTimeout: PLUGIN_LIMIT_MS,
    logger: { level: 'warn', stream: { write: (line) => lines.push(line) } },
  })
  await app.register(lifecycle, options)
  test.teardown(() => app.close())
  return app
}

t.test('callbacks run in order, then the waiters together, then the last steps, then the server closes', async (t) => {
  const app = await build(t)
  const events: string[] = []
  const given: number[] = []
  const release = Promise.withResolvers<void>()
  app.lifecycle.onPrepareShutdown('first', async () => {
    await new Promise(setImmediate)
    events.push(`first ${app.lifecycle.isShuttingDown}`)
  })
  app.lifecycle.onPrepareShutdown('second', () => {
    events.push('second')
  })
  app.lifecycle.addShutdownWaiter('slow', async (seconds) => {
    given.push(seconds)
    events.push('slow starts')
    await release.promise
    events.push('slow ends')
    return true
  })
  app.lifecycle.addShutdownWaiter('quick', (seconds) => {
    given.push(seconds)
    events.push(`quick ${app.lifecycle.isShuttingDown}`)
    release.resolve()
    return true
  })
  app.lifecycle.beforeServerClose('streams', () => {
    events.push('streams end')
  })
  app.addHook('preClose', async () => {
    events.push('preClose')
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  app.server.once('close', () => events.push('server closed'))

  t.equal(app.lifecycle.isShuttingDown, false)
  await app.close()
  t.same(events, [
    'first true',
    'second',
    'slow starts',
    'quick true',
    'slow ends',
    'streams end',
    'preClose',
    'server closed',
  ])
  t.equal(given[0], given[1], 'both waiters get the same time')
  t.ok(given[0] !== undefined && given[0] > 599 && given[0] <= 600)
})

t.test('what throws or answers false does not stop the sequence, and is logged with its name', async (t) => {
  const lines: string[] = []
  const app = await build(t, {}, lines)
  const called: string[] = []
  app.lifecycle.onPrepareShutdown('bad prepare', () => {
    throw new Error('no prepare')
  })
  app.lifecycle.onPrepareShutdown('good prepare', () => {
    called.push('good prepare')
  })
  app.lifecycle.addShutdownWaiter('throwing waiter', () => {
    throw new Error('no wait')
  })
  app.lifecycle.addShutdownWaiter('rejecting waiter', async () => {
    throw new Error('no wait either')
  })
  app.lifecycle.addShutdownWaiter('false waiter', () => false)
  app.lifecycle.addShutdownWaiter('good waiter', () => {
    called.push('good waiter')
    return true
  })
  app.lifecycle.beforeServerClose('bad step', async () => {
    throw new Error('no step')
  })
  await app.ready()
  await app.close()
  t.same(called, ['good prepare', 'good waiter'])
  for (const name of ['bad prepare', 'throwing waiter', 'rejecting waiter', 'false waiter', 'bad step']) {
    t.ok(
      lines.some((line) => line.includes(`"name":"${name}"`)),
      `${name} is logged`,
    )
  }
  const forced = lines.find((line) => line.includes('forcing shutdown')) ?? ''
  t.match(JSON.parse(forced), {
    level: 50,
    msg: 'forcing shutdown, though not all is done: what it waits for has failed',
    elapsedSeconds: Number,
    waiters: ['throwing waiter', 'rejecting waiter', 'false waiter'],
  })
})

t.test('a waiter that needs longer than the budget, or for ever, does not hold the close', async (t) => {
  const lines: string[] = []
  const app = await build(t, { gracefulShutdownTimeoutSeconds: 0.5, timeoutSetting: 'DRAIN_SECONDS' }, lines)
  const forEver = () => new Promise<boolean>(() => {})
  app.lifecycle.addShutdownWaiter('for ever', forEver, () => 'two letters that nobody has posted')
  await app.ready()
  const start = performance.now()
  await app.close()
  const took = performance.now() - start
  t.ok(took >= 490 && took < 2000, `closed after ${took} ms`)
  const [undone, forced] = lines.map((line) => JSON.parse(line))
  t.match(undone, {
    level: 40,
    name: 'for ever',
    msg: 'the shutdown does not wait for this any longer: two letters that nobody has posted',
  })
  t.match(forced, {
    level: 50,
    waiters: ['for ever'],
    msg: /^forcing shutdown, though not all is done: the 0\.5 s of DRAIN_SECONDS are over\. A larger value/,
  })
})

t.test('a request that is not answered in time is told by its route', async (t) => {
  const lines: string[] = []
  const app = await build(t, { gracefulShutdownTimeoutSeconds: 0.5 }, lines)
  const begun = Promise.withResolvers<void>()
  app.get('/slow/:id', () => {
    begun.resolve()
    return new Promise(() => {})
  })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const answer = fetch(`${address}/slow/17`).catch(() => 'cut off')
  await begun.promise
  await app.close()
  t.equal(await answer, 'cut off')
  t.ok(
    lines.some((line) =>
      line.includes('requests that are not answered yet, 1 (GET /slow/:id). Their connections will'),
    ),
  )
})

t.test('a prepare callback that hangs uses up the budget and no more', async (t) => {
  const app = await build(t, { gracefulShutdownTimeoutSeconds: 0.1 })
  app.lifecycle.onPrepareShutdown('hangs', () => new Promise(() => {}))
  await app.ready()
  await app.close()
  t.equal(app.lifecycle.isShuttingDown, true)
})

t.test('waiters may take longer than the time limit of plugins, and requests are answered meanwhile', async (t) => {
  const app = await build(t)
  app.get('/', async () => 'still here')
  const overtime = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  app.lifecycle.addShutdownWaiter('slow', async () => {
    setTimeout(overtime.resolve, PLUGIN_LIMIT_MS + 50)
    await release.promise
    return true
  })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const closing = app.close()
  await overtime.promise
  const response = await fetch(address)
  t.equal(response.status, 200)
  t.equal(response.headers.get('connection'), 'close')
  t.equal(await response.text(), 'still here')
  release.resolve()
  await closing
  await t.rejects(fetch(address), 'nobody listens any more')
})

t.test('the name of a waiter is taken once', async (t) => {
  const app = await build(t)
  app.lifecycle.addShutdownWaiter('tasks', () => true)
  t.throws(() => app.lifecycle.addShutdownWaiter('tasks', () => true), /"tasks" is registered already/)
})

t.test('prepareShutdown leaves the server open, and a close joins it', async (t) => {
  const app = await build(t)
  let runs = 0
  app.lifecycle.onPrepareShutdown('count', () => {
    runs += 1
  })
  app.get('/', async () => 'open')
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  await Promise.all([app.lifecycle.prepareShutdown(), app.lifecycle.prepareShutdown()])
  t.equal((await fetch(address)).status, 200)
  await Promise.all([app.close(), app.close()])
  await app.close()
  t.equal(runs, 1)
})

t.test('closing before ready runs the sequence too', async (t) => {
  const app = await build(t)
  let prepared = false
  app.lifecycle.onPrepareShutdown('note', () => {
    prepared = true
  })
  await app.close()
  t.equal(prepared, true)

  const starting = await build(t)
  starting.lifecycle.onPrepareShutdown('note', () => {})
  await Promise.all([starting.ready(), starting.close()])
  t.equal(starting.lifecycle.isShuttingDown, true)
})

t.test('the hooks of plugins before this one run after it, those of plugins after it run before', async (t) => {
  const app = Fastify()
  const order: string[] = []
  const store = {
    begin: async () => null,
    end: async () => {
      order.push('figures stored')
    },
  }
  app.addHook('onClose', async () => {
    order.push('database closed')
  })
  await app.register(lifecycle, { store })
  app.addHook('onClose', async () => {
    order.push('poller stopped')
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  app.server.once('close', () => order.push('server closed'))
  await app.close()
  t.same(order, ['server closed', 'poller stopped', 'figures stored', 'database closed'])
})

t.test('a shutdown that is hurried waits for nothing more, and takes every other step', async (t) => {
  const lines: string[] = []
  const app = await build(t, {}, lines)
  const steps: string[] = []
  app.lifecycle.onPrepareShutdown('told', () => {
    steps.push('told')
  })
  app.lifecycle.addShutdownWaiter('for ever', () => {
    steps.push('waits')
    setImmediate(() => app.lifecycle.hurry())
    return new Promise(() => {})
  })
  app.lifecycle.beforeServerClose('first', () => {
    steps.push('streams end')
  })
  app.lifecycle.beforeServerClose('second', async () => {
    await new Promise(setImmediate)
    steps.push('work ends')
  })
  await app.ready()
  t.equal(app.lifecycle.isHurried, false)
  await app.close()
  t.same(steps, ['told', 'waits', 'work ends', 'streams end'], 'what was registered last ends first')
  t.match(JSON.parse(lines.find((line) => line.includes('forcing')) ?? ''), { waiters: ['for ever'] })
  app.lifecycle.hurry()
  t.equal(app.lifecycle.remainingSeconds(), 0)
})

t.test('a hurry ends a prepare callback that hangs, and connections that are held', async (t) => {
  const app = await build(t)
  const held = Promise.withResolvers<void>()
  app.lifecycle.onPrepareShutdown('hangs', () => new Promise(() => {}))
  app.get('/', () => {
    held.resolve()
    return new Promise(() => {})
  })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const answer = t.rejects(fetch(url))
  await held.promise
  const closing = app.close()
  app.lifecycle.hurry()
  await closing
  await answer
})
