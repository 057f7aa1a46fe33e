import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify'
import fp from 'fastify-plugin'
import app, { options } from '../app.ts'
import { KIT_DETAIL } from '../services/kits/kits/kit-queries.ts'
import { startBenchServer } from './inventory-database.ts'
import { type BenchResult, median } from './result.ts'

const PARTS = 12_000
const SIZES = [50, 500, 10_000]
/** Other kits that reserve what the measured ones need. */
const OTHER_KITS = 100
const OTHER_CONTENTS = 100

/** The size of a kit whose pick list must be planned within `PLAN_LIMIT_MS`. */
const PLANNED_SIZE = 500
const PLAN_LIMIT_MS = 300
const LEAST_RATIO = 0.5

/** Adds a kit of so many parts. @returns its id. */
async function addKit({ db }: FastifyInstance, name: string, contents: number): Promise<number> {
  const [kit] = await db.query<{ id: number }>(
    `with documents as (insert into attachment_sets default values returning id),
          kit as (insert into kits (name, build_target, attachment_set_id) select $1, 1, id from documents returning id),
          content as (insert into kit_contents (kit_id, part_id, required_per_unit)
                      select kit.id, part.id, 1
                        from kit, (select id from parts order by md5(id || $1::text) limit $2) part)
     select id from kit`,
    [name, contents],
  )
  return kit?.id ?? 0
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

async function measureSize(instance: FastifyInstance, size: number): Promise<BenchResult[]> {
  const { db, pool } = instance
  const send = async (request: InjectOptions) => {
    const response = await instance.inject(request)
    if (response.statusCode >= 300) throw new Error(`${request.url} answered ${response.statusCode}`)
    return response.json()
  }
  const kit = await addKit(instance, `Kit of ${size}`, size)
  await db.query('analyze kits, kit_contents')
  const rounds = size > 1000 ? 3 : 15
  const [ours, floor, plans]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round < rounds; round++) {
    ours.push(await timed(() => send({ url: `/api/kits/${kit}` })))
    floor.push(await timed(async () => JSON.stringify((await pool.query(KIT_DETAIL, [kit])).rows)))
  }
  const payload = { requested_units: 1, shortfall_handling: await limitAll(instance) }
  for (let round = 0; round < Math.min(rounds, 5); round++) {
    plans.push(await timed(() => send({ method: 'POST', url: `/api/kits/${kit}/pick-lists`, payload })))
    await db.query('delete from kit_pick_lists where kit_id = $1', [kit])
  }
  const ratio = median(floor) / median(ours)
  const plan = median(plans)
  return [
    {
      name: `kit of ${size} lines: detail (${median(ours).toFixed(0)} ms)`,
      value: ratio,
      unit: '× the floor',
      bar: `>= ${LEAST_RATIO}`,
      pass: ratio >= LEAST_RATIO,
    },
    {
      name: `kit of ${size} lines: pick list planned and stored`,
      value: plan,
      unit: 'ms',
      bar: size <= PLANNED_SIZE ? `< ${PLAN_LIMIT_MS}` : 'works',
      pass: size > PLANNED_SIZE || plan < PLAN_LIMIT_MS,
    },
  ]
}

/** What is short is limited, so that every list can be made. */
async function limitAll({ db }: FastifyInstance): Promise<Record<string, { action: 'limit' }>> {
  const parts = await db.query<{ key: string }>('select key from parts')
  return Object.fromEntries(parts.map(({ key }) => [key, { action: 'limit' }]))
}

/** Kits of growing size, over the same statement through the driver, and the planning of their pick lists. */
export async function run(): Promise<BenchResult[]> {
  const server = await startBenchServer()
  try {
    const databaseUrl = await server.createInventory(PARTS)
    const instance = Fastify({ ...options, logger: false })
    await instance.register(fp(app), { settings: { databaseUrl, metricsUpdateInterval: 3600 } })
    await instance.ready()
    try {
      for (let n = 0; n < OTHER_KITS; n++) await addKit(instance, `Other kit ${n}`, OTHER_CONTENTS)
      const results: BenchResult[] = []
      for (const size of SIZES) results.push(...(await measureSize(instance, size)))
      return results
    } finally {
      await instance.close()
    }
  } finally {
    await server.stop()
  }
}

if (import.meta.main) console.table(await run())
