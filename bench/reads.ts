import pg from 'pg'
import { FAST, FLOOR, startFloor } from './floors/inventory-routes.ts'
import type { BenchServer } from './inventory-database.ts'
import { processorTimeWith } from './processor-time.ts'
import { atLeast, type BenchResult, median } from './result.ts'
import { runAlone } from './run-alone.ts'
import { readPiles, startService } from './service.ts'
import { type Load, round } from './throughput.ts'

const SIZES = [20_000]
const POOL = 20
const CONNECTIONS = [1, 32, 128]
const ROUNDS = 5
const SECONDS = 1
const LEAST_OF_PLAIN = 0.9
const LEAST_OF_FASTEST = 0.75
const LINES_OF_KIT = 50

async function addKit({ instance }: Awaited<ReturnType<typeof startService>>): Promise<number> {
  const [kit] = await instance.db.query<{ id: number }>(
    `with documents as (insert into attachment_sets default values returning id),
          kit as (insert into kits (name, build_target, attachment_set_id) select 'Kit that is read', 1, id from documents returning id),
          content as (insert into kit_contents (kit_id, part_id, required_per_unit)
                      select kit.id, part.id, 1 from kit, (select id from parts order by md5(key) limit $1) part)
     select id from kit`,
    [LINES_OF_KIT],
  )
  await instance.db.query('analyze kits, kit_contents')
  return kit?.id ?? 0
}

/** What the server calls the connections of the service. */
const SERVICE = 'electronics-inventory'

/** Requests a second, and what one of them costs in milliseconds of processor time. */
interface Measured {
  perSecond: number
  cost: number
}

type Measure = (url: string, load: Load, applicationName: string) => Promise<Measured>

/** Measures rounds of requests to a service of this process. @param client a connection to its database. */
function measureWith(client: pg.Client): Measure {
  return async (url, load, applicationName) => {
    const before = await processorTimeWith(client, applicationName)
    const { requests } = await round(url, load, SECONDS)
    const after = await processorTimeWith(client, applicationName)
    return { perSecond: requests.average, cost: (after - before) / requests.total }
  }
}

/** How well ours does beside a floor; `again` is the floor measured once more. */
function compareWith(ours: readonly Measured[], floor: readonly Measured[], again: readonly Measured[]) {
  const of = (what: keyof Measured, list: readonly Measured[]) => median(list.map((measured) => measured[what]))
  return {
    rate: {
      ratio: of('perSecond', ours) / of('perSecond', [...floor, ...again]),
      noise: of('perSecond', again) / of('perSecond', floor),
    },
    cost: { ratio: of('cost', [...floor, ...again]) / of('cost', ours), noise: of('cost', floor) / of('cost', again) },
  }
}

/** The service beside both floors, all in each round, the plain one before and after. */
async function compare(measure: Measure, own: string, floor: string, paths: readonly string[], connections: number) {
  const load: Load = { connections, requests: paths.map((path) => ({ path })) }
  const fast: Load = { connections, requests: paths.map((path) => ({ path: `${FAST}${path}` })) }
  const [ours, plain, again, fastest]: [Measured[], Measured[], Measured[], Measured[]] = [[], [], [], []]
  for (let n = 0; n <= ROUNDS; n++) {
    const measured = [
      await measure(floor, load, FLOOR),
      await measure(own, load, SERVICE),
      await measure(floor, fast, FLOOR),
      await measure(floor, load, FLOOR),
    ] as const
    // The first one warms up.
    if (n === 0) continue
    for (const [index, list] of [plain, ours, fastest, again].entries()) list.push(measured[index] ?? measured[0])
  }
  return {
    plain: compareWith(ours, plain, again),
    fastest: compareWith(ours, fastest, fastest),
    perSecond: median(ours.map(({ perSecond }) => perSecond)),
    cost: median(ours.map(({ cost }) => cost)),
  }
}

/** The hot reads beside bare Fastify routes with the same SQL, and beside the fastest that can be written. */
export async function run(server: BenchServer, sizes: readonly number[] = SIZES): Promise<BenchResult[]> {
  const results: BenchResult[] = []
  for (const parts of sizes) {
    const databaseUrl = await server.createInventory(parts)
    const service = await startService(databaseUrl, server.dataDir, { dbPoolSize: POOL })
    const floor = await startFloor(databaseUrl, POOL)
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    const measure = measureWith(client)
    try {
      const keys = (await readPiles(service.instance, 97)).map(({ key }) => key)
      const kit = await addKit(service)
      const reads = {
        'part by key': keys.map((key) => `/api/parts/${key}`),
        'list of 50': ['/api/parts?limit=50'],
        'locations of a part': keys.map((key) => `/api/parts/${key}/locations`),
        [`kit of ${LINES_OF_KIT} lines`]: [`/api/kits/${kit}`],
      }
      for (const [name, paths] of Object.entries(reads)) {
        for (const connections of CONNECTIONS) {
          const { plain, fastest, perSecond, cost } = await compare(measure, service.url, floor.url, paths, connections)
          const what = `${name}, ${connections} connections`
          const ofCost = `${what}: processor time (${cost.toFixed(2)} ms)`
          results.push(
            atLeast(`${what} (${perSecond.toFixed(0)}/s)`, plain.rate, LEAST_OF_PLAIN, '× a bare route'),
            atLeast(what, fastest.rate, LEAST_OF_FASTEST, '× the fastest route'),
            atLeast(ofCost, plain.cost, LEAST_OF_PLAIN, 'of it a bare route needs'),
            atLeast(ofCost, fastest.cost, LEAST_OF_FASTEST, 'of it the fastest route needs'),
          )
        }
      }
    } finally {
      await Promise.all([service.instance.close(), floor.instance.close(), client.end()])
    }
  }
  return results
}

if (import.meta.main) await runAlone(run)
