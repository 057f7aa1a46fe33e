import Fastify, { type FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import app, { options } from '../app.ts'
import { measurePoll } from './dashboard-poll.ts'
import { startFloor } from './floors/inventory-routes.ts'
import type { BenchServer } from './inventory-database.ts'
import { atLeast, atMost, type BenchResult } from './result.ts'
import { runAlone } from './run-alone.ts'
import { compareP99, compareThroughput } from './throughput.ts'

const SMALL = 1_000
const LARGE = 100_000
const CONNECTIONS = 32
const POOL = 20
const LIST = '/api/parts?limit=50'
const LEAST_RATIO = 0.6
const MOST_GROWTH = 1.5

interface Pile {
  key: string
  box_no: number
  loc_no: number
}

async function startService(databaseUrl: string, dataDir: string) {
  const instance = Fastify({ ...options, logger: false })
  const settings = { databaseUrl, dataDir, dbPoolSize: POOL, dbPoolMaxOverflow: 0, metricsUpdateInterval: 3600 }
  await instance.register(fp(app), { settings })
  return { instance, url: await instance.listen({ port: 0, host: '127.0.0.1' }) }
}

async function readPiles({ db }: FastifyInstance): Promise<Pile[]> {
  return db.query<Pile>(
    `select p.key, l.box_no, l.loc_no from part_locations l join parts p on p.id = l.part_id
      where l.id % 97 = 0 order by l.id limit 1000`,
  )
}

/** Parts and stock over HTTP against a bare Fastify route with the same SQL, and the poll of the dashboard. */
export async function run(server: BenchServer): Promise<BenchResult[]> {
  const smallUrl = await server.createInventory(SMALL)
  const largeUrl = await server.createInventory(LARGE)
  const small = await startService(smallUrl, server.dataDir)
  const large = await startService(largeUrl, server.dataDir)
  const floor = await startFloor(largeUrl, POOL)
  try {
    const piles = await readPiles(large.instance)
    const keys = piles.map(({ key }) => key)
    const reads = { connections: CONNECTIONS, requests: keys.map((key) => ({ path: `/api/parts/${key}` })) }
    const lists = { connections: CONNECTIONS, requests: [{ path: LIST }] }
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
        await compareP99(large.url, small.url, { ...lists, connections: 4 }),
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
