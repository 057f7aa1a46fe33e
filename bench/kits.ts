import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify'
import fp from 'fastify-plugin'
import app, { options } from '../app.ts'
import { KIT_DETAIL, KIT_OVERVIEW } from '../services/kits/kit-queries.ts'
import { startBenchServer } from './inventory-database.ts'
import { type BenchResult, median } from './result.ts'

const PARTS = 2_000
const KITS = 250
const CONTENTS = 100
const ROUNDS = 60

/** Kits of a hundred parts each; each part is in about a dozen of them. */
async function addKits({ db }: FastifyInstance): Promise<void> {
  await db.query(
    `with documents as (insert into attachment_sets select from generate_series(1, $1::int) returning id),
          kit as (insert into kits (name, build_target, attachment_set_id)
                  select 'Kit ' || id, 1, id from documents returning id)
     insert into kit_contents (kit_id, part_id, required_per_unit)
     select kit.id, part.id, 1
       from kit cross join lateral (select id from parts order by md5(id::text || kit.id) limit $2) part`,
    [KITS, CONTENTS],
  )
  await db.query('analyze')
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** Medians in milliseconds of works that are done in turn, so that what else the machine does hits all. */
async function medians(works: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const times = works.map((): number[] => [])
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, work] of works.entries()) times[index]?.push(await timed(work))
  }
  return times.map(median)
}

async function measure(instance: FastifyInstance): Promise<BenchResult[]> {
  const { db } = instance
  const send = async (request: InjectOptions) => {
    const response = await instance.inject(request)
    if (response.statusCode >= 300) throw new Error(`${request.url} answered ${response.statusCode}`)
    return response.json()
  }
  const kits = (await db.query<{ id: number }>('select id from kits order by id')).map(({ id }) => id)
  const [kit = 0] = kits
  const limits = await db.query<{ key: string }>('select key from parts')
  const handling = Object.fromEntries(limits.map(({ key }) => [key, { action: 'limit' }]))
  const create = { requested_units: 1, shortfall_handling: handling }
  const list = await send({ method: 'POST', url: `/api/kits/${kit}/pick-lists`, payload: create })
  const [detail = 0, detailSql = 0, overview = 0, overviewSql = 0, bulk = 0, preview = 0, pdf = 0] = await medians([
    () => send({ url: `/api/kits/${kit}` }),
    () => db.query(KIT_DETAIL, [kit]),
    () => send({ url: '/api/kits' }),
    () => db.query(KIT_OVERVIEW, ['active', null, null]),
    () => send({ method: 'POST', url: '/api/kits/pick-list-memberships/query', payload: { kit_ids: kits } }),
    () => send({ method: 'POST', url: `/api/kits/${kit}/pick-lists/preview`, payload: { requested_units: 1 } }),
    () => instance.pickListReport.render(list),
  ])
  const times = (name: string, value: number): BenchResult => ({
    name,
    value,
    unit: '× its statement',
    bar: '<= 2',
    pass: value <= 2,
  })
  const within = (name: string, value: number, limit: number): BenchResult => ({
    name,
    value,
    unit: 'ms',
    bar: `< ${limit}`,
    pass: value < limit,
  })
  return [
    times(`kit detail, ${CONTENTS} parts`, detail / detailSql),
    times(`kit overview, ${KITS} kits`, overview / overviewSql),
    within(`kit detail, ${CONTENTS} parts`, detail, 50),
    within(`pick lists of ${KITS} kits at once`, bulk, 50),
    within(`pick list preview, ${CONTENTS} parts`, preview, 50),
    within(`pick list PDF, ${list.lines.length} lines`, pdf, 250),
  ]
}

/** Kits with many parts: what the service adds to its statements, and how long the large answers take. */
export async function run(): Promise<BenchResult[]> {
  const server = await startBenchServer()
  try {
    const databaseUrl = await server.createInventory(PARTS)
    const instance = Fastify({ ...options, logger: false })
    await instance.register(fp(app), { settings: { databaseUrl, metricsUpdateInterval: 3600 } })
    await instance.ready()
    try {
      await addKits(instance)
      return await measure(instance)
    } finally {
      await instance.close()
    }
  } finally {
    await server.stop()
  }
}

if (import.meta.main) console.table(await run())
