import t from 'tap'
import { buildPoller, duration, failures, pass, ready, stopClock, turn } from '../../support/polled-app.ts'

stopClock(t)

function never(): Promise<void> {
  return new Promise(() => {})
}

t.test('a callback that never settles is abandoned and never overlaps itself', async (t) => {
  const { app, errors } = await buildPoller(t, { intervalSeconds: 10 })
  let hanging = 0
  let others = 0
  const hang = () => {
    hanging++
    return never()
  }
  app.registerForPolling('never', hang, { timeoutSeconds: 3 })
  app.registerForPolling('other', () => void others++)
  await ready(app)
  t.equal(others, 0)
  await pass(3)
  t.equal(others, 1)
  t.match(errors(), [{ msg: 'polling callback failed', callback: 'never' }])
  t.equal(await failures('never', 'timeout'), 1)
  await pass(10)
  t.equal(hanging, 1)
  t.equal(others, 2)
  t.equal(await failures('never', 'timeout'), 2, 'a skipped tick counts again')
  t.equal(errors().length, 1, 'but is not logged again')
  t.equal(await duration('never'), undefined)
})

t.test('an abandoned callback runs again once it has settled', async (t) => {
  const { app, errors } = await buildPoller(t, { intervalSeconds: 10 })
  const { promise, reject } = Promise.withResolvers<void>()
  let calls = 0
  app.registerForPolling('tardy', () => (calls++ === 0 ? promise : undefined))
  await ready(app)
  await pass(30)
  reject(new Error('too late'))
  await turn()
  t.equal(errors().length, 1, 'the failure is logged once')
  t.equal(await failures('tardy', 'error'), undefined)
  t.equal(await duration('tardy'), 1)
  await pass(10)
  t.equal(calls, 2)
})

t.test('listen does not wait for a slow callback', async (t) => {
  const { app } = await buildPoller(t)
  const { promise, resolve } = Promise.withResolvers<void>()
  app.registerForPolling('slow', () => promise)
  await app.listen({ port: 0, host: '127.0.0.1' })
  t.ok(app.server.listening)
  resolve()
})
