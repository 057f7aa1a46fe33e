import { measurePoll } from './dashboard-poll.ts'
import { startFloor } from './floors/inventory-routes.ts'
import type { BenchServer } from './inventory-database.ts'
import { atLeast, atMost, type BenchResult } from './result.ts'
import { runAlone } from './run-alone.ts'
import { readPiles, startService } from './service.ts'
import { compareP99, compareThroughput } from './throughput.ts'

const SMALL = 1_000
const LARGE = 100_000
const CONNECTIONS = 32
const POOL = 20
const LIST = '/api/parts?limit=50'
const LEAST_RATIO = 0.6
const MOST_GROWTH = 1.5

/** Parts and stock over HTTP against a bare Fastify route with the same SQL, and the poll of the dashboard. */
export async function run(server: BenchServer): Promise<BenchResult[]> {
  const smallUrl = await server.createInventory(SMALL)
  const largeUrl = await server.createInventory(LARGE)
  const small = await startService(smallUrl, server.dataDir, { dbPoolSize: POOL })
  const large = await startService(largeUrl, server.dataDir, { dbPoolSize: POOL })
  const floor = await startFloor(largeUrl, POOL)
  try {
    const piles = await readPiles(large.instance, 97)
    const keys = piles.map(({ key }) => key)
    const reads = { connections: CONNECTIONS, requests: keys.map((key) => ({ path: `/api/parts/${key}` })) }
    const lists = { connections: CONNECTIONS, requests: [{ path: LIST }] }
    const fewLists = { ...lists, connections: 4 }
    const writes = {
      connections: CONNECTIONS,
      requests: piles.map(({ key, ...place }) => ({
        method: 'POST' as const,
        path: `/api/inventory/parts/${key}/stock`,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...place, qty: 1 }),
      })),
    }
    return [
      // First: the writes leave work for the vacuum.
      ...(await measurePoll(large.instance, large.url, keys)),
      atLeast(
        'GET /api/parts/{key}, 32 connections',
        await compareThroughput(large.url, floor.url, reads),
        LEAST_RATIO,
      ),
      atLeast('part list of 50, 100k parts', await compareThroughput(large.url, floor.url, lists), LEAST_RATIO),
      atMost(
        'part list: p99 at 100k parts',
        await compareP99({ url: large.url, load: fewLists }, { url: small.url, load: fewLists }),
        MOST_GROWTH,
        '× at 1k parts',
      ),
      atLeast('add stock', await compareThroughput(large.url, floor.url, writes), LEAST_RATIO),
    ]
  } finally {
    await Promise.all([small.instance.close(), large.instance.close(), floor.instance.close()])
  }
}

if (import.meta.main) await runAlone(run)
