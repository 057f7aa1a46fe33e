import { mock } from 'node:test'
import { Gauge } from 'prom-client'
import t from 'tap'
import { buildPoller, duration, lastSuccess, pass, ready, stopClock, turn } from '../../support/polled-app.ts'
import { sampleValue } from '../../support/sample-value.ts'

stopClock(t)

t.test('close stops the loop and resets its series', async (t) => {
  const { app } = await buildPoller(t)
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
  const { app } = await buildPoller(t)
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
  const { app } = await buildPoller(t)
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

t.test('closing before ready is survived, and nothing is called', async (t) => {
  const { app } = await buildPoller(t)
  let calls = 0
  app.registerForPolling('unready', () => void calls++)
  await app.close()
  await turn()
  t.equal(calls, 0)
})

t.test('two apps in one process share a name; closing one leaves the other intact', async (t) => {
  const first = await buildPoller(t)
  const second = await buildPoller(t)
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
