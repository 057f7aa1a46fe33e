import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { DashboardService } from '../services/overviews/dashboard/dashboard-service.ts'
import { compareTimes, timed } from './compare-times.ts'
import { prepared } from './floors/inventory-routes.ts'
import { atMost, type BenchResult, median } from './result.ts'

const POLLS = 15
const REQUESTS = 200
const MOST_OF_A_COUNT = 0.5
/** Parts whose stock has changed since the last poll: more than ten a second, at the usual interval. */
const CHANGED = 1000
const MOST_WITH_CHANGES = 1
const MOST_EXTRA_TIME = 1

/** Whoever keeps no figures must at least count every row that the gauges are made of. */
const COUNTS = `
  select (select count(*) from parts), (select count(*) from part_locations), (select count(*) from attachments),
         (select count(*) from quantity_history where timestamp >= now() - interval '720 hours')`

/** The statements of a poll beside counting the rows, and how much longer requests take while polls run. */
export async function measurePoll(app: FastifyInstance, url: string, keys: readonly string[]): Promise<BenchResult[]> {
  const dashboard = new DashboardService(app.db)
  const poll = () => dashboard.poll()
  const mark = () => app.db.query('insert into figure_marks (part_id) select id from parts limit $1', [CHANGED])
  // What was generated is counted by the first one.
  await poll()
  await app.db.query('vacuum analyze figure_marks, part_figures, box_figures, type_figures, inventory_figures')
  const pool = new pg.Pool({ connectionString: app.config.databaseUrl ?? '', max: 1 })
  const count = prepared('counts', COUNTS, pool)
  const beside = await compareTimes(poll, () => count([]), POLLS)
  const changed = await compareTimes(
    async () => {
      await mark()
      await poll()
    },
    () => count([]),
    POLLS,
  )
  await pool.end()

  const slowestRequest = async () => {
    const times: number[] = []
    for (const key of keys.slice(0, REQUESTS)) {
      times.push(await timed(async () => (await fetch(`${url}/api/parts/${key}`)).arrayBuffer()))
    }
    return Math.max(...times)
  }
  const before = await slowestRequest()
  let polling = true
  const polls: number[] = []
  const loop = (async () => {
    while (polling) polls.push(await timed(poll))
  })()
  const whilePolling = await slowestRequest()
  polling = false
  await loop
  const after = await slowestRequest()
  const extra = { ratio: (whilePolling - Math.max(before, after)) / median(polls), noise: after / before }
  return [
    atMost(`dashboard poll, 100k parts (${beside.ms.toFixed(0)} ms)`, beside, MOST_OF_A_COUNT, '× counting the rows'),
    atMost(
      `the same, ${CHANGED} parts changed (${changed.ms.toFixed(0)} ms)`,
      changed,
      MOST_WITH_CHANGES,
      '× counting the rows',
    ),
    atMost('slowest request beside polls: extra time', extra, MOST_EXTRA_TIME, '× a poll'),
  ]
}
