import { mock } from 'node:test'
import t from 'tap'
import {
  buildPoller,
  duration,
  failures,
  INFO,
  lastSuccess,
  pass,
  ready,
  stopClock,
  turn,
} from '../../support/polled-app.ts'

stopClock(t)

t.test('a loop without callbacks runs on and logs no error', async (t) => {
  const { app, errors, records } = await buildPoller(t)
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
  const { app, records } = await buildPoller(t)
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
  const { app } = await buildPoller(t, { intervalSeconds: 5 })
  let calls = 0
  app.registerForPolling('interval', () => void calls++)
  await ready(app)
  await pass(5)
  t.equal(calls, 2)
})

t.test('a callback that throws or rejects is logged once a failure, and the loop goes on', async (t) => {
  const { app, errors } = await buildPoller(t)
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
  const { app } = await buildPoller(t)
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

t.test('a name is registered once, and is free again after unregistering', async (t) => {
  const { app } = await buildPoller(t)
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

t.test('health: durations of all runs, failures, and the last success', async (t) => {
  const { app } = await buildPoller(t)
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
