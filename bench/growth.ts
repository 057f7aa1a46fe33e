import type { FastifyInstance } from 'fastify'
import { INCLUDES } from '../services/overviews/part-list/part-list.ts'
import type { BenchServer } from './inventory-database.ts'
import { atMost, type BenchResult } from './result.ts'
import { runAlone } from './run-alone.ts'
import { startService } from './service.ts'
import { compareP99, type Load } from './throughput.ts'

/** What growth is measured against. */
const BASE = 1000
const SIZES = [100_000]
const POOL = 10
const CONNECTIONS = 4
const MOST_GROWTH = 1.3
/** A page is asked for at the end of the list, so many parts before the last one. */
const BEFORE_LAST = 60
/** Boxes, kits, lists and parts that are asked for in turn. */
const EXAMPLES = 20

interface Inventory {
  instance: FastifyInstance
  url: string
  parts: number
}

type Pages = Readonly<Record<string, (inventory: Inventory) => Promise<readonly string[]>>>

async function ids({ instance }: Inventory, sql: string): Promise<(string | number)[]> {
  return (await instance.db.query<{ id: string | number }>(sql, [EXAMPLES])).map(({ id }) => id)
}

/** The address of the page that comes after so many parts, as the list itself names it. */
async function pageBehind({ url }: Inventory, parts: number): Promise<string> {
  const before = await fetch(`${url}/api/parts?limit=1&offset=${parts}`)
  const [, path] = /^<([^>]+)>/.exec(before.headers.get('link') ?? '') ?? []
  if (path === undefined) throw new Error('the list names no next page')
  return path.replace('limit=1', 'limit=50')
}

const FIRST = '/api/parts?limit=50'

const PAGES: Pages = {
  [`list of 50 with ${INCLUDES.join(', ')}`]: async () => [`${FIRST}&include=${INCLUDES.join(',')}`],
  'page at the end of the list': async (inventory) => [
    await pageBehind(inventory, Math.max(inventory.parts - BEFORE_LAST, 1)),
  ],
  'contents of a box': async (inventory) =>
    (await ids(inventory, 'select box_no as id from boxes order by md5(box_no::text) limit $1')).map(
      (id) => `/api/boxes/${id}/locations`,
    ),
  'history of a part, 50 entries': async (inventory) =>
    (await ids(inventory, 'select key as id from parts order by md5(key) limit $1')).map(
      (id) => `/api/parts/${id}/history?limit=50`,
    ),
  'statistics of the dashboard': async () => ['/api/dashboard/stats'],
  'types with the number of their parts': async () => ['/api/types?include_stats=true'],
  'parts that may be the same as a part': async (inventory) =>
    (await ids(inventory, 'select key as id from parts order by md5(key) limit $1')).map(
      (id) => `/api/parts/${id}/duplicates`,
    ),
  'latest movements': async () => ['/api/dashboard/recent-activity'],
  'parts without documents': async () => ['/api/dashboard/parts-without-documents'],
  'kit overview of 50': async () => ['/api/kits?limit=50'],
  'overview of 50 shopping lists': async () => ['/api/shopping-lists?limit=50'],
  'a shopping list': async (inventory) =>
    (
      await ids(
        inventory,
        `select list.id from shopping_lists list
          order by abs((select count(*) from shopping_list_lines line where line.shopping_list_id = list.id) - 20), list.id limit $1`,
      )
    ).map((id) => `/api/shopping-lists/${id}/lines`),
}

async function start(server: BenchServer, parts: number): Promise<Inventory> {
  const { instance, url } = await startService(await server.createInventory(parts), server.dataDir, {
    dbPoolSize: POOL,
  })
  // What was generated is marked for counting, as by a poll of an inventory that grew bit by bit.
  await instance.dashboard.keepFigures()
  await instance.db.query('vacuum analyze')
  return { instance, url, parts }
}

async function loadOf(inventory: Inventory, name: string): Promise<Load> {
  const paths = (await PAGES[name]?.(inventory)) ?? []
  return { connections: CONNECTIONS, requests: paths.map((path) => ({ path })) }
}

/** How much longer the slowest of a hundred requests takes in a large inventory than in one of 1,000 parts. */
export async function run(server: BenchServer, sizes: readonly number[] = SIZES): Promise<BenchResult[]> {
  const results: BenchResult[] = []
  const small = await start(server, BASE)
  try {
    for (const parts of sizes) {
      const large = await start(server, parts)
      const at = `${parts / 1000}k parts`
      try {
        for (const name of Object.keys(PAGES)) {
          const own = { url: large.url, load: await loadOf(large, name) }
          const grown = await compareP99(own, { url: small.url, load: await loadOf(small, name) })
          results.push(atMost(`${name}: p99, ${at}`, grown, MOST_GROWTH, '× at 1k parts'))
        }
        const [end, first] = [
          await loadOf(large, 'page at the end of the list'),
          { connections: CONNECTIONS, requests: [{ path: FIRST }] },
        ]
        const far = await compareP99({ url: large.url, load: end }, { url: large.url, load: first })
        results.push(atMost(`page at the end of the list: p99, ${at}`, far, MOST_GROWTH, '× the first page'))
      } finally {
        await large.instance.close()
      }
    }
    return results
  } finally {
    await small.instance.close()
  }
}

if (import.meta.main) await runAlone(run)
