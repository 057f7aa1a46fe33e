import Fastify, { type FastifyInstance } from 'fastify'
import t from 'tap'
import lifecycle, {
  type PreviousShutdown,
  type ShutdownFigures,
  type ShutdownStore,
} from '../../../plugins/lifecycle/index.ts'
import { sampleValue } from '../../support/sample-value.ts'

const SUM = 'graceful_shutdown_duration_seconds_sum'

/** A store as a table would be: one record a process, with figures when it ended in order. */
class Records {
  readonly #records: { figures?: ShutdownFigures; taken: boolean }[] = []

  store(): ShutdownStore {
    const own: { figures?: ShutdownFigures; taken: boolean } = { taken: false }
    return {
      begin: async (): Promise<PreviousShutdown | null> => {
        const previous = this.#records.findLast((record) => !record.taken)
        this.#records.push(own)
        if (!previous) return null
        previous.taken = true
        return previous.figures ?? { durationSeconds: 0, activeTasks: 0, clean: false }
      },
      end: async (figures) => {
        own.figures = figures
      },
    }
  }
}

async function start(store?: ShutdownStore, lines: string[] = []): Promise<FastifyInstance> {
  const app = Fastify({ logger: { level: 'warn', stream: { write: (line) => lines.push(line) } } })
  await app.register(lifecycle, store ? { store } : {})
  return app
}

const UNKNOWN = { clean: undefined, duration: undefined, activeTasks: undefined }

async function previous() {
  return {
    clean: await sampleValue('previous_shutdown_clean'),
    duration: await sampleValue('previous_shutdown_duration_seconds'),
    activeTasks: await sampleValue('previous_shutdown_active_tasks'),
  }
}

t.test('the next process publishes the figures of a shutdown that ended in order', async (t) => {
  const records = new Records()
  const first = await start(records.store())
  first.lifecycle.onPrepareShutdown('tasks', () => first.lifecycle.reportActiveTasks(3))
  await first.ready()
  t.same(await previous(), { clean: 1, duration: 0, activeTasks: 0 }, 'the very first start')
  const before = (await sampleValue(SUM)) ?? 0
  await first.close()
  const observed = ((await sampleValue(SUM)) ?? 0) - before

  const second = await start()
  second.lifecycle.useStore(records.store())
  await second.ready()
  t.ok(observed > 0)
  t.same(await previous(), { clean: 1, duration: observed, activeTasks: 3 })
  await second.close()
  t.same(await previous(), UNKNOWN, 'nothing is known any more when the instance has closed')
})

t.test('a process that was killed shows as not clean, with a warning', async (t) => {
  const records = new Records()
  await records.store().begin()
  const lines: string[] = []
  const next = await start(records.store(), lines)
  await next.ready()
  t.same(await previous(), { clean: 0, duration: 0, activeTasks: 0 })
  t.ok(lines.some((line) => JSON.parse(line).level === 40 && line.includes('crashed or was killed')))
  await next.close()
})

t.test('a shutdown that was forced has still ended in order, and its figures are kept', async (t) => {
  const records = new Records()
  const first = await start(records.store())
  first.lifecycle.addShutdownWaiter('fails', () => false)
  await first.ready()
  await first.close()
  t.match(await records.store().begin(), { clean: true })
})

t.test('an instance that was closed before it was ready leaves no figures', async (t) => {
  let ended = false
  const app = await start({
    begin: async () => null,
    end: async () => {
      ended = true
    },
  })
  await app.close()
  t.equal(ended, false)
})

t.test('a store that fails breaks neither start nor close', async (t) => {
  const lines: string[] = []
  const broken = async () => {
    throw new Error('store is down')
  }
  const beginFails = await start({ begin: broken, end: broken }, lines)
  await beginFails.ready()
  t.same(await previous(), UNKNOWN, 'which is neither a crash nor an end in order')
  await beginFails.close()
  t.match(JSON.parse(lines[0] ?? ''), { level: 50, step: 'begin', err: { message: 'store is down' } })
  t.equal(lines.length, 1, 'figures without a record are not stored')

  const endFails = await start({ begin: async () => null, end: broken }, lines)
  await endFails.ready()
  await endFails.close()
  t.match(JSON.parse(lines[1] ?? ''), { level: 50, step: 'end' })
  t.equal(await sampleValue('application_shutting_down'), 0)
})
