import { FAST, startFloor } from './floors/inventory-routes.ts'
import type { BenchServer } from './inventory-database.ts'
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

/** Requests a second of the service beside both floors, all in each round, the plain one before and after. */
async function compare(own: string, floor: string, paths: readonly string[], connections: number) {
  const load: Load = { connections, requests: paths.map((path) => ({ path })) }
  const fast: Load = { connections, requests: paths.map((path) => ({ path: `${FAST}${path}` })) }
  const rate = async (url: string, what: Load) => (await round(url, what, SECONDS)).requests.average
  const [ours, plain, again, fastest]: [number[], number[], number[], number[]] = [[], [], [], []]
  for (let n = 0; n <= ROUNDS; n++) {
    const rates = [
      await rate(floor, load),
      await rate(own, load),
      await rate(floor, fast),
      await rate(floor, load),
    ] as const
    // The first one warms up.
    if (n === 0) continue
    for (const [index, list] of [plain, ours, fastest, again].entries()) list.push(rates[index] ?? Number.NaN)
  }
  const noise = median(again) / median(plain)
  return {
    plain: { ratio: median(ours) / median([...plain, ...again]), noise },
    fastest: { ratio: median(ours) / median(fastest), noise },
    perSecond: median(ours),
  }
}

/** The hot reads beside bare Fastify routes with the same SQL, and beside the fastest that can be written. */
export async function run(server: BenchServer, sizes: readonly number[] = SIZES): Promise<BenchResult[]> {
  const results: BenchResult[] = []
  for (const parts of sizes) {
    const databaseUrl = await server.createInventory(parts)
    const service = await startService(databaseUrl, server.dataDir, { dbPoolSize: POOL })
    const floor = await startFloor(databaseUrl, POOL)
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
          const { plain, fastest, perSecond } = await compare(service.url, floor.url, paths, connections)
          const what = `${name}, ${connections} connections`
          results.push(
            atLeast(`${what} (${perSecond.toFixed(0)}/s)`, plain, LEAST_OF_PLAIN, '× a bare route'),
            atLeast(what, fastest, LEAST_OF_FASTEST, '× the fastest route'),
          )
        }
      }
    } finally {
      await Promise.all([service.instance.close(), floor.instance.close()])
    }
  }
  return results
}

if (import.meta.main) await runAlone(run)
