import Fastify, { type FastifyInstance } from 'fastify'
import { register } from 'prom-client'
import t from 'tap'
import lifecycle, { type LifecycleOptions } from '../../../plugins/lifecycle/index.ts'
import { sampleValue } from '../../support/sample-value.ts'

const COUNT = 'graceful_shutdown_duration_seconds_count'
const SUM = 'graceful_shutdown_duration_seconds_sum'

async function start(options: LifecycleOptions = {}): Promise<FastifyInstance> {
  const app = Fastify()
  await app.register(lifecycle, options)
  await app.ready()
  return app
}

t.test('application_shutting_down is 1 from before the first callback until the server has closed', async (t) => {
  const app = await start()
  const seen: (number | undefined)[] = []
  const note = async () => {
    seen.push(await sampleValue('application_shutting_down'))
  }
  app.lifecycle.onPrepareShutdown('note', note)
  app.lifecycle.beforeServerClose('note', note)
  await note()
  await app.close()
  await note()
  t.same(seen, [0, 1, 1, 0])
})

t.test('each shutdown is observed once, also a forced one and one that is asked for again', async (t) => {
  const before = (await sampleValue(COUNT)) ?? 0
  const sumBefore = (await sampleValue(SUM)) ?? 0
  const app = await start({ gracefulShutdownTimeoutSeconds: 0.2 })
  app.lifecycle.addShutdownWaiter('hangs', () => new Promise(() => {}))
  app.lifecycle.addShutdownWaiter('throws', () => {
    throw new Error('broken')
  })
  await Promise.all([app.lifecycle.prepareShutdown(), app.close(), app.close()])
  await app.close()
  t.equal(await sampleValue(COUNT), before + 1)
  const observed = ((await sampleValue(SUM)) ?? 0) - sumBefore
  t.ok(observed >= 0.19 && observed < 2, `observed ${observed} s`)
})

t.test('buckets', async (t) => {
  const text = await register.getSingleMetricAsString('graceful_shutdown_duration_seconds')
  t.same(
    [...text.matchAll(/le="([^"]+)"/g)].map(([, bound]) => bound),
    ['0.1', '0.5', '1', '5', '10', '30', '60', '120', '300', '600', '+Inf'],
  )
})

t.test('closing many instances one after another leaves the others their values', async (t) => {
  const apps = await Promise.all(Array.from({ length: 20 }, () => start()))
  const release = Promise.withResolvers<boolean>()
  const [draining, ...others] = apps
  draining?.lifecycle.addShutdownWaiter('held', () => release.promise)
  const begun = new Promise<void>((resolve) => draining?.lifecycle.onPrepareShutdown('begun', () => resolve()))
  const closing = draining?.close()
  await begun
  for (const app of others) await app.close()
  t.equal(await sampleValue('application_shutting_down'), 1, 'one instance is still shutting down')
  t.equal(await sampleValue('previous_shutdown_clean'), 1)
  release.resolve(true)
  await closing
  t.equal(await sampleValue('application_shutting_down'), 0)
})
