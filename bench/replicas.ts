import type autocannon from 'autocannon'
import pg from 'pg'
import { startService } from '../test/support/service-process.ts'
import { startReplicatedServer } from '../test/support/standby.ts'
import { withTeardown } from '../test/support/with-teardown.ts'
import { type BenchServer, fillInventory } from './inventory-database.ts'
import { atLeast, type BenchResult } from './result.ts'
import { runAlone } from './run-alone.ts'
import type { Pile } from './service.ts'
import { compareProcesses } from './several-processes.ts'

const PARTS = 1_000
const PROCESSES = [2, 4]
const SETTINGS = { DB_POOL_SIZE: '20', DB_POOL_MAX_OVERFLOW: '0' }
/** Processes beyond the number of cores gain nothing, but they may not cost much either: no process waits for another. */
const LEAST_THROUGHPUT = 0.8
/** The process that answers the fewest requests, by its fair share. */
const LEAST_SHARE = 0.6
/** On one machine the standby takes its part of the same processor, and each read asks how far it is. */
const LEAST_ON_STANDBY = 0.5

async function readPiles(databaseUrl: string): Promise<Pile[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<Pile>(
    'select p.key, l.box_no, l.loc_no from part_locations l join parts p on p.id = l.part_id order by l.id limit 500',
  )
  await client.end()
  return rows
}

const LIST: autocannon.Request[] = [{ path: '/api/parts?limit=50' }]
const SEARCH: autocannon.Request[] = [{ path: '/api/parts/search?q=resistor' }]

function addStock({ key, ...place }: Pile): autocannon.Request {
  return {
    method: 'POST',
    path: `/api/inventory/parts/${key}/stock`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...place, qty: 1 }),
  }
}

function loadsOn(piles: readonly Pile[]): Readonly<Record<string, autocannon.Request[]>> {
  return {
    'part by key': piles.map(({ key }) => ({ path: `/api/parts/${key}` })),
    'list of 50': LIST,
    'add stock': piles.map(addStock),
    'add stock, all to one part': piles.slice(0, 1).map(addStock),
  }
}

async function compareNumbers(server: BenchServer, parts: number): Promise<BenchResult[]> {
  return withTeardown(async (scope) => {
    const databaseUrl = await server.createInventory(parts)
    const urls: string[] = []
    while (urls.length < Math.max(...PROCESSES)) {
      const settings = { ...SETTINGS, DATABASE_URL: databaseUrl, DATA_DIR: server.dataDir }
      urls.push((await startService(scope, settings)).url)
    }
    const results: BenchResult[] = []
    for (const [name, requests] of Object.entries(loadsOn(await readPiles(databaseUrl)))) {
      for (const processes of PROCESSES) {
        const measured = await compareProcesses(urls.slice(0, processes), urls.slice(0, 1), requests)
        const title = `${name}, ${processes} processes`
        const { total, least, noise } = measured
        results.push(
          atLeast(`${title} (${total.toFixed(0)}/s)`, measured, LEAST_THROUGHPUT, '× one process'),
          atLeast(`${title}: the slowest`, { ratio: least, noise }, LEAST_SHARE, '× a fair share'),
        )
      }
    }
    return results
  })
}

async function compareStandby({ dataDir }: BenchServer, parts: number): Promise<BenchResult[]> {
  return withTeardown(async (scope) => {
    const { url, standbyUrl } = await startReplicatedServer(scope)
    await fillInventory(url, dataDir, parts)
    const settings = { ...SETTINGS, DATABASE_URL: url, DATA_DIR: dataDir }
    const alone = await startService(scope, settings)
    const withStandby = await startService(scope, { ...settings, DATABASE_READ_URL: standbyUrl })
    const results: BenchResult[] = []
    for (const [name, requests] of Object.entries({ 'list of 50': LIST, search: SEARCH })) {
      const measured = await compareProcesses([withStandby.url], [alone.url], requests)
      const title = `${name}, read on a standby (${measured.total.toFixed(0)}/s)`
      results.push(atLeast(title, measured, LEAST_ON_STANDBY, '× on the primary'))
    }
    return results
  })
}

/** Reads and changes on several processes beside one PostgreSQL, by the same on one process; and reads on a standby. */
export async function run(server: BenchServer, [parts = PARTS]: readonly number[] = []): Promise<BenchResult[]> {
  return [...(await compareNumbers(server, parts)), ...(await compareStandby(server, parts))]
}

if (import.meta.main) await runAlone(run)
