import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify'
import fp from 'fastify-plugin'
import pg from 'pg'
import app, { options } from '../app.ts'
import { KIT_DETAIL } from '../services/overviews/kit-detail/statements.ts'
import { compareTimes } from './compare-times.ts'
import { prepared } from './floors/inventory-routes.ts'
import type { BenchServer } from './inventory-database.ts'
import { atMost, type BenchResult } from './result.ts'
import { runAlone } from './run-alone.ts'

const PARTS = 12_000
const SIZES = [50, 500, 10_000]
/** Other kits that reserve what the measured ones need, beside the generated ones. */
const OTHER_KITS = 100
const OTHER_CONTENTS = 100

const MOST_READING = 2
const MOST_PLANNING = 40

/** The least that planning a list leaves behind: the list and a line for each content, in one statement. */
const WRITE_LIST = `
  with list as (insert into kit_pick_lists (kit_id, requested_units) values ($1, 1) returning id)
  insert into kit_pick_list_lines (pick_list_id, kit_content_id, location_id, quantity_to_pick)
  select list.id, c.id, s.location_id, 0
    from list, kit_contents c,
         lateral (select location_id from part_locations where part_id = c.part_id limit 1) s
   where c.kit_id = $1`

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

async function measureSize(instance: FastifyInstance, pool: pg.Pool, size: number): Promise<BenchResult[]> {
  const { db } = instance
  const send = async (request: InjectOptions) => {
    const response = await instance.inject(request)
    if (response.statusCode >= 300) throw new Error(`${request.url} answered ${response.statusCode}`)
    return response.json()
  }
  const kit = await addKit(instance, `Kit of ${size}`, size)
  await db.query('analyze kits, kit_contents')
  const rounds = size > 1000 ? 3 : 15
  const read = prepared('kit', KIT_DETAIL.text, pool)
  const detail = await compareTimes(
    () => send({ url: `/api/kits/${kit}` }),
    async () => JSON.stringify((await read([kit])).rows),
    rounds,
  )
  const write = prepared('list', WRITE_LIST, pool)
  const payload = { requested_units: 1, shortfall_handling: await limitAll(instance) }
  const plan = await compareTimes(
    () => send({ method: 'POST', url: `/api/kits/${kit}/pick-lists`, payload }),
    () => write([kit]),
    Math.min(rounds, 5),
  )
  await db.query('delete from kit_pick_lists where kit_id = $1', [kit])
  return [
    atMost(`kit of ${size} lines: detail (${detail.ms.toFixed(0)} ms)`, detail, MOST_READING),
    atMost(`kit of ${size} lines: pick list planned (${plan.ms.toFixed(0)} ms)`, plan, MOST_PLANNING, '× writing it'),
  ]
}

/** What is short is limited, so that every list can be made. */
async function limitAll({ db }: FastifyInstance): Promise<Record<string, { action: 'limit' }>> {
  const parts = await db.query<{ key: string }>('select key from parts')
  return Object.fromEntries(parts.map(({ key }) => [key, { action: 'limit' }]))
}

/** Kits of growing size, over the same statement through the driver, and the planning of their pick lists. */
export async function run(server: BenchServer): Promise<BenchResult[]> {
  const databaseUrl = await server.createInventory(PARTS)
  const instance = Fastify({ ...options, logger: false })
  const settings = { databaseUrl, dataDir: server.dataDir, metricsUpdateInterval: 3600 }
  await instance.register(fp(app), { settings })
  await instance.ready()
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 })
  try {
    for (let n = 0; n < OTHER_KITS; n++) await addKit(instance, `Other kit ${n}`, OTHER_CONTENTS)
    const results: BenchResult[] = []
    for (const size of SIZES) results.push(...(await measureSize(instance, pool, size)))
    return results
  } finally {
    await pool.end()
    await instance.close()
  }
}

if (import.meta.main) await runAlone(run)
