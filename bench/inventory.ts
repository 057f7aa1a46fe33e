import Fastify, { type FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import pg from 'pg'
import app, { options } from '../app.ts'
import { PART_DETAIL, PART_PAGE, SELLER_LINKS } from '../services/catalogue/parts/part-queries.ts'
import { DashboardService } from '../services/overviews/dashboard/dashboard-service.ts'
import { ADD_STOCK } from '../services/stock/inventory/stock-statements.ts'
import { type BenchServer, startBenchServer } from './inventory-database.ts'
import { type BenchResult, median } from './result.ts'
import { compareP99, compareThroughput } from './throughput.ts'

const SMALL = 1_000
const LARGE = 100_000
const CONNECTIONS = 32
const POOL = 20
const LIST = '/api/parts?limit=50'

interface Pile {
  key: string
  box_no: number
  loc_no: number
}

async function startService(databaseUrl: string, onStatement?: (sql: string, ms: number) => void) {
  const instance = Fastify({ ...options, logger: false })
  const settings = { databaseUrl, dbPoolSize: POOL, dbPoolMaxOverflow: 0, metricsUpdateInterval: 3600 }
  await instance.register(fp(app), { settings, onStatement })
  return { instance, url: await instance.listen({ port: 0, host: '127.0.0.1' }) }
}

/** The least that can answer the same: Fastify, the driver, the same SQL. */
async function startFloor(databaseUrl: string) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: POOL })
  const instance = Fastify()
  instance.get<{ Params: { key: string } }>('/api/parts/:key', async ({ params }) => {
    const { rows } = await pool.query(PART_DETAIL, [params.key])
    return rows[0]
  })
  instance.get<{ Querystring: { limit: string } }>('/api/parts', async ({ query }) => {
    const { rows } = await pool.query(PART_PAGE, [Number(query.limit), 0])
    const links = await pool.query(SELLER_LINKS, [rows.map(({ id }) => id)])
    const byPart = new Map(links.rows.map(({ part_id, seller_links }) => [part_id, seller_links]))
    return rows.map((row) => ({ ...row, seller_links: byPart.get(row.id) ?? [] }))
  })
  instance.post<{ Params: { key: string }; Body: { box_no: number; loc_no: number; qty: number } }>(
    '/api/inventory/parts/:key/stock',
    async ({ params, body }, reply) => {
      const { rows } = await pool.query(ADD_STOCK, [params.key, body.box_no, body.loc_no, body.qty])
      return reply.code(201).send({ key: params.key, box_no: body.box_no, loc_no: body.loc_no, qty: rows[0]?.qty })
    },
  )
  instance.addHook('onClose', () => pool.end())
  return { instance, url: await instance.listen({ port: 0, host: '127.0.0.1' }) }
}

async function readPiles({ db }: FastifyInstance): Promise<Pile[]> {
  return db.query<Pile>(
    `select p.key, l.box_no, l.loc_no from part_locations l join parts p on p.id = l.part_id
      where l.id % 97 = 0 order by l.id limit 1000`,
  )
}

/** Database time of a poll, and how much longer requests take while polls run. */
async function measurePoll(databaseUrl: string, keys: string[]): Promise<BenchResult[]> {
  const durations: number[] = []
  const { instance, url } = await startService(databaseUrl, (_sql, ms) => durations.push(ms))
  const dashboard = new DashboardService(instance.db)
  const poll = async () => {
    await dashboard.stats()
    await dashboard.countPartsWithoutDocuments()
    await dashboard.storageSummary()
    await dashboard.categoryDistribution()
  }
  const totals: number[] = []
  let longest = 0
  for (let n = 0; n < 15; n++) {
    durations.length = 0
    await poll()
    totals.push(durations.reduce((sum, ms) => sum + ms, 0))
    longest = Math.max(longest, ...durations)
  }
  const requestTimes = async () => {
    const times: number[] = []
    for (const key of keys.slice(0, 200)) {
      const started = performance.now()
      await (await fetch(`${url}/api/parts/${key}`)).arrayBuffer()
      times.push(performance.now() - started)
    }
    return Math.max(...times)
  }
  const alone = await requestTimes()
  let polling = true
  const loop = (async () => {
    while (polling) await poll()
  })()
  const beside = await requestTimes()
  polling = false
  await loop
  await instance.close()
  const total = median(totals)
  const delay = (beside - alone) / longest
  return [
    { name: 'dashboard poll, 100k parts: database time', value: total, unit: 'ms', bar: '< 150', pass: total < 150 },
    {
      name: 'slowest request beside polls: extra time',
      value: delay,
      unit: '× longest statement',
      bar: '<= 1',
      pass: delay <= 1,
    },
  ]
}

async function measure(server: BenchServer): Promise<BenchResult[]> {
  const smallUrl = await server.createInventory(SMALL)
  const largeUrl = await server.createInventory(LARGE)
  const [small, large, floor] = [await startService(smallUrl), await startService(largeUrl), await startFloor(largeUrl)]
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
  // Before the writes of a later benchmark leave work for the vacuum.
  const poll = await measurePoll(largeUrl, keys)
  const detail = await compareThroughput(large.url, floor.url, reads)
  const list = await compareThroughput(large.url, floor.url, lists)
  const [smallP99, largeP99] = await compareP99(small.url, large.url, { ...lists, connections: 4 })
  const growth = largeP99 / smallP99
  const add = await compareThroughput(large.url, floor.url, writes)
  await Promise.all([small.instance.close(), large.instance.close(), floor.instance.close()])
  const ratio = (name: string, value: number): BenchResult => ({
    name,
    value,
    unit: '× the floor',
    bar: '>= 0.6',
    pass: value >= 0.6,
  })
  return [
    ratio('GET /api/parts/{key}, 32 connections', detail),
    ratio('part list of 50, 100k parts', list),
    { name: 'part list: p99 at 100k by p99 at 1k parts', value: growth, unit: '×', bar: '< 1.5', pass: growth < 1.5 },
    ratio('add stock', add),
    ...poll,
  ]
}

/** Parts and stock over HTTP against a bare Fastify route with the same SQL, and the poll of the dashboard. */
export async function run(): Promise<BenchResult[]> {
  const server = await startBenchServer()
  try {
    return await measure(server)
  } finally {
    await server.stop()
  }
}

if (import.meta.main) console.table(await run())
