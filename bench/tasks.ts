import Fastify from 'fastify'
import fp from 'fastify-plugin'
import pg from 'pg'
import app, { options } from '../app.ts'
import type { BenchServer } from './inventory-database.ts'
import { atMost, type BenchResult, percentile } from './result.ts'
import { runAlone } from './run-alone.ts'

const TASKS = 150
const SHARE = 0.95
const MOST_RATIO = 15

/** Times of `send`, each until `begun` is called, one after another. */
async function measureBegins(send: (begun: () => void) => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let n = 0; n < TASKS; n++) {
    const begun = Promise.withResolvers<number>()
    const sent = performance.now()
    await send(() => begun.resolve(performance.now()))
    times.push((await begun.promise) - sent)
  }
  return percentile(times, SHARE)
}

/** How long it takes until a task begins, beside a bare row that is committed and announced to a listener. */
export async function run(server: BenchServer): Promise<BenchResult[]> {
  const instance = Fastify({ ...options, logger: false })
  const databaseUrl = await server.createInventory(1)
  const [writer, listener] = [new pg.Client(databaseUrl), new pg.Client(databaseUrl)]
  try {
    await Promise.all([writer.connect(), listener.connect()])
    await writer.query('create table bench_queue (id int generated always as identity primary key)')
    await listener.query('listen bench_queue')
    const announce = {
      name: 'announce',
      text: `with row as (insert into bench_queue default values returning id) select pg_notify('bench_queue', id::text) from row`,
    }
    const floor = () =>
      measureBegins((begun) => {
        listener.once('notification', begun)
        return writer.query(announce)
      })

    let begin = () => {}
    await instance.register(fp(app), { settings: { databaseUrl, dataDir: server.dataDir } })
    instance.tasks.register({
      name: 'bench',
      async execute() {
        begin()
        return {}
      },
    })
    instance.post('/bench/start', { config: { access: 'public' } }, async () => instance.tasks.startTask('bench'))
    const url = await instance.listen({ port: 0, host: '127.0.0.1' })
    const ours = () =>
      measureBegins(async (begun) => {
        begin = begun
        await (await fetch(`${url}/bench/start`, { method: 'POST' })).arrayBuffer()
      })
    const before = await floor()
    const own = await ours()
    const after = await floor()
    const comparison = { ratio: own / ((before + after) / 2), noise: after / before }
    return [
      atMost(`a task begins after its request (p95 ${own.toFixed(0)} ms)`, comparison, MOST_RATIO, '× a notification'),
    ]
  } finally {
    await Promise.all([writer.end(), listener.end()])
    await instance.close()
  }
}

if (import.meta.main) await runAlone(run)
