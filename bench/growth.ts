import { FIRST, type Inventory, LAST, PAGES, pathsOf } from './growth/pages.ts'
import type { BenchServer } from './inventory-database.ts'
import { atMost, type BenchResult } from './result.ts'
import { runAlone } from './run-alone.ts'
import { startService } from './service.ts'
import { compareP99, type Load } from './throughput.ts'
import { measureWork, type Work } from './work.ts'

/** What growth is measured against. */
const BASE = 1000
const SIZES = [100_000]
const POOL = 10
const CONNECTIONS = 4
const MOST_GROWTH = 1.3

async function start(databaseUrl: string, server: BenchServer, parts: number, dbPoolSize: number): Promise<Inventory> {
  const { instance, url } = await startService(databaseUrl, server.dataDir, { dbPoolSize })
  // What was generated is marked for counting, as by a poll of an inventory that grew bit by bit.
  await instance.dashboard.keepFigures()
  await instance.db.query('vacuum analyze')
  return { instance, url, parts }
}

/** Runs `work` on an inventory of so many parts. */
async function withInventory<T>(
  { server, url, parts, pool }: { server: BenchServer; url: string; parts: number; pool: number },
  work: (inventory: Inventory) => Promise<T>,
): Promise<T> {
  const inventory = await start(url, server, parts, pool)
  try {
    return await work(inventory)
  } finally {
    await inventory.instance.close()
  }
}

/** What each page costs, by its name. */
async function workOf(inventory: Inventory): Promise<Map<string, Work>> {
  const found = new Map<string, Work>()
  for (const name of Object.keys(PAGES)) {
    found.set(name, await measureWork(inventory.instance, await pathsOf(inventory, name)))
  }
  return found
}

const FIGURES = { pages: 'pages read', database: "the database's processor time" } as const

/** How much more a request costs in a large inventory than in one of 1,000 parts. */
function compareWork(
  large: ReadonlyMap<string, Work>,
  [small, again]: readonly [ReadonlyMap<string, Work>, ReadonlyMap<string, Work>],
  at: string,
): BenchResult[] {
  const rounded = (figure: number | undefined) => Number(figure?.toPrecision(3))
  console.table(
    Object.fromEntries(
      [...large].map(([name, { pages, database, service }]) => [
        name,
        {
          'pages, 1k': rounded(small.get(name)?.pages),
          [`pages, ${at}`]: rounded(pages),
          'database ms, 1k': rounded(small.get(name)?.database),
          [`database ms, ${at}`]: rounded(database),
          'service ms': rounded(service),
        },
      ]),
    ),
  )
  return [...large].flatMap(([name, grown]) =>
    (['pages', 'database'] as const).map((figure) => {
      const base = small.get(name)?.[figure] ?? Number.NaN
      const noise = (again.get(name)?.[figure] ?? Number.NaN) / base
      const ratio = grown[figure] / base
      return atMost(`${name}: ${FIGURES[figure]}, ${at}`, { ratio, noise }, MOST_GROWTH, '× at 1k parts')
    }),
  )
}

async function loadOf(inventory: Inventory, name: string): Promise<Load> {
  return { connections: CONNECTIONS, requests: (await pathsOf(inventory, name)).map((path) => ({ path })) }
}

/** How much longer the slowest of a hundred requests takes. */
async function compareTimes(large: Inventory, small: Inventory, at: string): Promise<BenchResult[]> {
  const results: BenchResult[] = []
  for (const name of Object.keys(PAGES)) {
    const own = { url: large.url, load: await loadOf(large, name) }
    const grown = await compareP99(own, { url: small.url, load: await loadOf(small, name) })
    results.push(atMost(`${name}: p99, ${at}`, grown, MOST_GROWTH, '× at 1k parts'))
  }
  const [end, first] = [await loadOf(large, LAST), { connections: CONNECTIONS, requests: [{ path: FIRST }] }]
  const far = await compareP99({ url: large.url, load: end }, { url: large.url, load: first })
  results.push(atMost(`${LAST}: p99, ${at}`, far, MOST_GROWTH, '× the first page'))
  return results
}

/**
 * How pages grow with the inventory: by the work that a request makes, which is the same on a busy machine, and by the time of
 * the slowest of a hundred.
 */
export async function run(server: BenchServer, sizes: readonly number[] = SIZES): Promise<BenchResult[]> {
  const results: BenchResult[] = []
  const base = { server, url: await server.createInventory(BASE), parts: BASE }
  for (const parts of sizes) {
    const at = `${parts / 1000}k parts`
    const grown = { server, url: await server.createInventory(parts), parts }
    const small = await withInventory({ ...base, pool: 1 }, workOf)
    const large = await withInventory({ ...grown, pool: 1 }, workOf)
    const again = await withInventory({ ...base, pool: 1 }, workOf)
    results.push(...compareWork(large, [small, again], at))
    results.push(
      ...(await withInventory({ ...grown, pool: POOL }, (own) =>
        withInventory({ ...base, pool: POOL }, (floor) => compareTimes(own, floor, at)),
      )),
    )
  }
  return results
}

if (import.meta.main) await runAlone(run)
