import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { request } from 'undici'
import { HISTORY_OF_PART } from '../services/stock/inventory/history-statements.ts'
import { newOperation } from '../services/stock/operations/operation.ts'
import { addInTransaction, startKeyedFloor } from './floors/stock-transaction.ts'
import type { BenchServer } from './inventory-database.ts'
import { atLeast, atMost, type BenchResult, type Comparison, median } from './result.ts'
import { runAlone } from './run-alone.ts'
import { readPiles, startService } from './service.ts'

const PARTS = 1000
const POOL = 32
const ROUNDS = 5
const ROUND_MS = 1500
const STREAMS = 100
const LONG_HISTORY = 100_000
const SHORT_HISTORY = 100
const PAGE = 50
const READS = 200

type Write = (n: number) => Promise<unknown>

/** Writes per second of so many writers, each of which writes again as soon as it can. */
async function rate(writers: number, write: Write): Promise<number> {
  const end = performance.now() + ROUND_MS
  let count = 0
  const begun = performance.now()
  await Promise.all(
    Array.from({ length: writers }, async () => {
      while (performance.now() < end) await write(count++)
    }),
  )
  return (count / (performance.now() - begun)) * 1000
}

/** Ours beside the floor, in turns, so that what else the machine does meets both. */
async function compareRates(writers: number, own: Write, floor: Write): Promise<Comparison> {
  const [ours, floors, again]: [number[], number[], number[]] = [[], [], []]
  for (const write of [own, floor]) await rate(writers, write)
  for (let round = 0; round < ROUNDS; round++) {
    floors.push(await rate(writers, floor))
    ours.push(await rate(writers, own))
    again.push(await rate(writers, floor))
  }
  return { ratio: median(ours) / median([...floors, ...again]), noise: median(again) / median(floors) }
}

/** Runs `work` while pages have event streams open, which another thread reads. */
async function withStreams<T>(url: string, work: () => Promise<T>): Promise<T> {
  const readers = new Worker(new URL('./floors/stream-readers.ts', import.meta.url), {
    workerData: { url, streams: STREAMS },
  })
  try {
    await once(readers, 'message')
    return await work()
  } finally {
    await readers.terminate()
  }
}

/** Gives a part a ledger of this length. @returns its id. */
async function addHistory({ db }: FastifyInstance, key: string, rows: number): Promise<number> {
  const [part] = await db.query<{ id: number }>('select id from parts where key = $1', [key])
  if (part === undefined) throw new Error('there is no such part')
  await db.query(
    `insert into quantity_history (part_id, delta_qty, location_reference, reason)
     select $1, case n % 2 when 0 then 1 else -1 end, '1-1', 'unknown' from generate_series(1, $2::int) n`,
    [part.id, rows],
  )
  return part.id
}

async function timePages({ db }: FastifyInstance, partId: number): Promise<number> {
  const times: number[] = []
  for (let n = 0; n < READS; n++) {
    const started = performance.now()
    await db.query(HISTORY_OF_PART.newest, [partId, PAGE])
    times.push(performance.now() - started)
  }
  return median(times)
}

/** Changes that tell who and why and are announced, beside the same statement in a transaction of the bare driver. */
export async function run(server: BenchServer): Promise<BenchResult[]> {
  const databaseUrl = await server.createInventory(PARTS)
  const { instance, url } = await startService(databaseUrl, server.dataDir, { dbPoolSize: POOL })
  const pool = new pg.Pool({ connectionString: databaseUrl, max: POOL })
  const floor = await startKeyedFloor(pool)
  try {
    const piles = await readPiles(instance, 1)
    const pileOf = (n: number) => piles[n % piles.length] ?? { key: '', box_no: 0, loc_no: 0 }
    const own =
      (choose: typeof pileOf): Write =>
      (n) => {
        const { key, box_no: boxNo, loc_no: locNo } = choose(n)
        return instance.inventory.add(key, { boxNo, locNo }, 1, { operation: newOperation({ reason: 'add' }) })
      }
    const bare =
      (choose: typeof pileOf): Write =>
      (n) =>
        addInTransaction(pool, choose(n))
    const first = () => pileOf(0)
    const results = [
      atLeast('add stock, 1 writer', await compareRates(1, own(pileOf), bare(pileOf)), 0.9),
      atLeast('add stock, 32 writers', await compareRates(32, own(pileOf), bare(pileOf)), 0.9),
      atLeast('add stock, 32 writers on one pile', await compareRates(32, own(first), bare(first)), 0.85),
      await withStreams(url, async () =>
        atLeast(`add stock, 32 writers, ${STREAMS} streams`, await compareRates(32, own(pileOf), bare(pileOf)), 0.85),
      ),
    ]
    let keys = 0
    const post =
      (origin: string): Write =>
      async (n) => {
        const { key, ...place } = pileOf(n)
        const headers = { 'content-type': 'application/json', 'idempotency-key': `bench ${keys++}` }
        const body = JSON.stringify({ ...place, qty: 1 })
        const answer = await request(`${origin}/api/inventory/parts/${key}/stock`, { method: 'POST', headers, body })
        if (answer.statusCode !== 201) throw new Error(`${answer.statusCode}: ${await answer.body.text()}`)
        await answer.body.dump()
      }
    results.push(
      atLeast('add stock with an Idempotency-Key, HTTP', await compareRates(32, post(url), post(floor.url)), 0.6),
    )
    const [long, short] = [
      await addHistory(instance, pileOf(1).key, LONG_HISTORY),
      await addHistory(instance, pileOf(2).key, SHORT_HISTORY),
    ]
    const before = await timePages(instance, short)
    const longTime = await timePages(instance, long)
    const after = await timePages(instance, short)
    const ratio = longTime / ((before + after) / 2)
    results.push(
      atMost(`history: a page of ${LONG_HISTORY} rows`, { ratio, noise: after / before }, 1.5, '× at 100 rows'),
    )
    return results
  } finally {
    await Promise.all([instance.close(), floor.instance.close(), pool.end()])
  }
}

if (import.meta.main) await runAlone(run)
