import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { startService } from '../test/support/service-process.ts'
import type { BenchServer } from './inventory-database.ts'
import { residentMegabytes } from './resident-memory.ts'
import { atMost, type BenchResult, median, percentile } from './result.ts'
import { runAlone } from './run-alone.ts'

const PARTS = 2000
const LABELS = 1000
const ROUNDS = 3
const TEMPLATES = ['roll-62x29', 'a4-3x8', 'letter-4x20']
const MOST_SECONDS = 5
/** How much slower others may become meanwhile. */
const MOST_SLOWER = 2
const PROBE_EVERY_MS = 10
const PROBES = 300

/** Reads a part again and again, each read begun at its time. @returns the milliseconds of each. */
async function probe(url: string, isOver: () => boolean): Promise<number[]> {
  const times: number[] = []
  const open: Promise<void>[] = []
  while (!isOver()) {
    const started = performance.now()
    open.push(
      fetch(url).then(async (answer) => {
        await answer.arrayBuffer()
        times.push(performance.now() - started)
      }),
    )
    await delay(PROBE_EVERY_MS)
  }
  await Promise.all(open)
  return times
}

async function draw(url: string, body: object): Promise<number> {
  const started = performance.now()
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`)
  await answer.arrayBuffer()
  return performance.now() - started
}

/** A thousand labels as PDF, and what other requests notice of it. */
export async function run(server: BenchServer): Promise<BenchResult[]> {
  const databaseUrl = await server.createInventory(PARTS)
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows: parts } = await client.query<{ key: string }>('select key from parts order by id limit $1', [LABELS])
  await client.end()
  const service = await startService({ teardown() {} }, { DATABASE_URL: databaseUrl, DATA_DIR: server.dataDir })
  const results: BenchResult[] = []
  try {
    const items = parts.map(({ key }) => ({ kind: 'part', id: key }))
    const other = `${service.url}/api/parts/${parts[0]?.key}`
    const alone = () => {
      let count = 0
      return probe(other, () => ++count > PROBES)
    }
    // Not counted: the first reads of a process take many times as long.
    await alone()
    const idle = await residentMegabytes(service.child.pid, 1)
    for (const template of TEMPLATES) {
      const before = await alone()
      const seconds: number[] = []
      let isDone = false
      const meanwhile = probe(other, () => isDone)
      for (let round = 0; round < ROUNDS; round++) {
        seconds.push((await draw(`${service.url}/api/labels`, { items, template })) / 1000)
      }
      isDone = true
      const slower = percentile(await meanwhile, 0.99) / percentile(before, 0.99)
      const took = median(seconds)
      const limit = { ratio: took / MOST_SECONDS, noise: 1 }
      results.push(
        atMost(`${LABELS} labels, ${template} (${took.toFixed(1)} s)`, limit, 1, `× ${MOST_SECONDS} s`),
        atMost(`p99 of other requests meanwhile, ${template}`, { ratio: slower, noise: 1 }, MOST_SLOWER, '× alone'),
      )
    }
    const grown = (await residentMegabytes(service.child.pid, 1)) - idle
    console.log(`  memory above idle after ${TEMPLATES.length * ROUNDS} drawings: ${grown.toFixed(0)} MB`)
    return results
  } finally {
    await service.end('SIGTERM')
  }
}

if (import.meta.main) await runAlone(run)
