import autocannon from 'autocannon'
import pg from 'pg'
import { startService } from '../test/support/service-process.ts'
import type { BenchServer } from './inventory-database.ts'
import { atLeast, type BenchResult, median } from './result.ts'
import { runAlone } from './run-alone.ts'
import type { Pile } from './service.ts'

const PARTS = 1_000
const PROCESSES = [2, 4]
/** In all, however many processes share them. */
const CONNECTIONS = 32
const POOL = 20
const ROUNDS = 3
const SECONDS_A_ROUND = 2
/** A machine that does other things as well may need long for the first answers. */
const ANSWER_SECONDS = 60
/** More processes than cores gain nothing, but they may not cost much either: nobody waits for the others. */
const LEAST_THROUGHPUT = 0.8
/** The process that answers the fewest requests, by its fair share. */
const LEAST_SHARE = 0.6

interface Figures {
  /** Requests per second of all processes together. */
  total: number
  /** Those of the slowest, by the mean. */
  share: number
}

async function readPiles(databaseUrl: string): Promise<Pile[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<Pile>(
    'select p.key, l.box_no, l.loc_no from part_locations l join parts p on p.id = l.part_id order by l.id limit 500',
  )
  await client.end()
  return rows
}

/** Sends the load to all processes at the same time. @throws Error when an answer is not a success. */
async function round(urls: readonly string[], requests: autocannon.Request[]): Promise<Figures> {
  const results = await Promise.all(
    urls.map((url) =>
      autocannon({
        url,
        connections: CONNECTIONS / urls.length,
        duration: SECONDS_A_ROUND,
        timeout: ANSWER_SECONDS,
        requests,
        workers: 1,
      }),
    ),
  )
  const failed = results.find(({ non2xx, errors }) => non2xx > 0 || errors > 0)
  if (failed !== undefined) {
    const { non2xx, errors, timeouts, url } = failed
    throw new Error(`${url}: ${non2xx} answers were no success, ${errors} requests failed (${timeouts} took too long)`)
  }
  const rates = results.map(({ requests: { average } }) => average)
  const total = rates.reduce((sum, rate) => sum + rate, 0)
  return { total, share: Math.min(...rates) / (total / rates.length) }
}

async function measure(urls: readonly string[], requests: autocannon.Request[]): Promise<Figures> {
  await round(urls, requests)
  const rounds: Figures[] = []
  for (let n = 0; n < ROUNDS; n++) rounds.push(await round(urls, requests))
  return { total: median(rounds.map(({ total }) => total)), share: median(rounds.map(({ share }) => share)) }
}

/** Reads and changes on several processes beside one PostgreSQL, by the same on one process. */
export async function run(server: BenchServer, [parts = PARTS]: readonly number[] = []): Promise<BenchResult[]> {
  const databaseUrl = await server.createInventory(parts)
  const piles = await readPiles(databaseUrl)
  const loads: readonly (readonly [string, autocannon.Request[]])[] = [
    ['part by key', piles.map(({ key }) => ({ path: `/api/parts/${key}` }))],
    ['list of 50', [{ path: '/api/parts?limit=50' }]],
    [
      'add stock',
      piles.map(({ key, ...place }) => ({
        method: 'POST' as const,
        path: `/api/inventory/parts/${key}/stock`,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...place, qty: 1 }),
      })),
    ],
  ]
  const endings: (() => Promise<void> | void)[] = []
  const scope = { teardown: (step: () => Promise<void> | void) => void endings.push(step) }
  const settings = { DATABASE_URL: databaseUrl, DATA_DIR: server.dataDir, DB_POOL_SIZE: String(POOL) }
  const urls: string[] = []
  const results: BenchResult[] = []
  try {
    while (urls.length < Math.max(...PROCESSES)) {
      urls.push((await startService(scope, { ...settings, DB_POOL_MAX_OVERFLOW: '0' })).url)
    }
    for (const [name, requests] of loads) {
      for (const processes of PROCESSES) {
        const before = await measure(urls.slice(0, 1), requests)
        const own = await measure(urls.slice(0, processes), requests)
        const after = await measure(urls.slice(0, 1), requests)
        const noise = after.total / before.total
        const ratio = own.total / ((before.total + after.total) / 2)
        const title = `${name}, ${processes} processes (${Math.round(own.total)} a second)`
        results.push(
          atLeast(title, { ratio, noise }, LEAST_THROUGHPUT, '× one process'),
          atLeast(
            `${name}, ${processes} processes: the slowest`,
            { ratio: own.share, noise: 1 },
            LEAST_SHARE,
            '× a fair share',
          ),
        )
      }
    }
    return results
  } finally {
    for (const step of endings.reverse()) await step()
  }
}

if (import.meta.main) await runAlone(run)
