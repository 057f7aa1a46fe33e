import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { PARTS } from '../services/exchange/exports/statements.ts'
import { startService } from '../test/support/service-process.ts'
import { compareTimes, timed } from './compare-times.ts'
import { copyOut } from './floors/copy-out.ts'
import type { BenchServer } from './inventory-database.ts'
import { residentMegabytes } from './resident-memory.ts'
import { atMost, type BenchResult, median } from './result.ts'
import { runAlone } from './run-alone.ts'

const PARTS_COUNT = 100_000
const ROUNDS = 5
const REST_SECONDS = 3
const MOST_TIME = 3
const MOST_FIRST_BYTE_MS = 300
const MOST_MEGABYTES = 50
const SAMPLE_MS = 50

/** Reads an answer to its end and drops it. @returns the milliseconds until its first byte. */
async function drain(url: string): Promise<number> {
  const started = performance.now()
  const { status, body } = await fetch(url)
  if (status !== 200 || body === null) throw new Error(`${url} answered ${status}`)
  let first: number | undefined
  for await (const _ of body) first ??= performance.now() - started
  return first ?? Number.NaN
}

/** The most memory in MB that a process has more than `idle` while `work` runs. */
async function growth(pid: number | undefined, idle: number, work: () => Promise<unknown>): Promise<number> {
  let most = 0
  let isDone = false
  const sample = async () => {
    while (!isDone) {
      const status = await readFile(`/proc/${pid}/status`, 'utf8')
      most = Math.max(most, Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024 - idle)
      await delay(SAMPLE_MS)
    }
  }
  const sampling = sample()
  await work()
  isDone = true
  await sampling
  return most
}

/** A figure beside its limit. */
function ofLimit(name: string, value: number, limit: number, unit: string): BenchResult {
  return atMost(`${name} (${value.toFixed(0)} ${unit})`, { ratio: value / limit, noise: 1 }, 1, `× ${limit} ${unit}`)
}

/** An inventory as CSV over HTTP beside what the server of the database writes by itself. */
export async function run(server: BenchServer): Promise<BenchResult[]> {
  const databaseUrl = await server.createInventory(PARTS_COUNT)
  const service = await startService({ teardown() {} }, { DATABASE_URL: databaseUrl, DATA_DIR: server.dataDir })
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const query = PARTS.text.replaceAll(/\$[12]/g, 'null')
  const csv = `${service.url}/api/exports/parts`
  try {
    const idle = await residentMegabytes(service.child.pid, REST_SECONDS)
    const grown = await growth(service.child.pid, idle, () => drain(csv))
    const comparison = await compareTimes(
      () => drain(csv),
      () => copyOut(client, query),
      ROUNDS,
    )
    const firsts: number[] = []
    for (let round = 0; round < ROUNDS; round++) firsts.push(await drain(csv))
    const inventory = await timed(() => drain(`${service.url}/api/exports/inventory`))
    console.log(`  the whole inventory as JSON: ${(inventory / 1000).toFixed(1)} s`)
    return [
      atMost(
        `${PARTS_COUNT} parts as CSV (${(comparison.ms / 1000).toFixed(1)} s)`,
        comparison,
        MOST_TIME,
        '× COPY TO STDOUT',
      ),
      ofLimit('their first byte', median(firsts), MOST_FIRST_BYTE_MS, 'ms'),
      ofLimit('memory above idle meanwhile', grown, MOST_MEGABYTES, 'MB'),
    ]
  } finally {
    await client.end()
    await service.end('SIGTERM')
  }
}

if (import.meta.main) await runAlone(run)
