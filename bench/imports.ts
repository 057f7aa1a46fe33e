import { setTimeout as delay } from 'node:timers/promises'
import { startService as launchService } from '../test/support/service-process.ts'
import { makeBom, makeList, makeOrder } from './imports/files.ts'
import { importOverHttp } from './imports/import-over-http.ts'
import { type Prepared, prepare } from './imports/prepare.ts'
import { compareCommit, compareMatching, compareReading, rowsOf, timeMatching } from './imports/stages.ts'
import { watchService } from './imports/watch-service.ts'
import type { BenchServer } from './inventory-database.ts'
import { residentMegabytes } from './resident-memory.ts'
import { atMost, type BenchResult } from './result.ts'
import { runAlone } from './run-alone.ts'
import { startService } from './service.ts'

const PARTS = 100_000
const LINES = 10_000
const FEWER_LINES = 1_000
const MANY_LINES = 100_000
const EMPTY_BOXES = 250
const IDLE_MS = 5000
const REST_SECONDS = 3

/** A figure beside its limit. */
function ofLimit(name: string, value: number, limit: number, unit: string): BenchResult {
  return atMost(`${name} (${value.toFixed(1)} ${unit})`, { ratio: value / limit, noise: 1 }, 1, `× ${limit} ${unit}`)
}

const bomRequest = (name: string) => ({ file_name: `${name}.csv`, kind: 'bom', options: { create_parts: true } })
const orderRequest = (order: string) => ({
  file_name: 'order.csv',
  kind: 'order',
  options: { order_number: order, place: 'suggest' },
})

/** The stages by themselves, each beside its floor. */
async function measureStages(server: BenchServer, parts: number): Promise<BenchResult[]> {
  const databaseUrl = await server.createInventory(parts)
  const { known } = await prepare(databaseUrl, LINES, EMPTY_BOXES)
  const files = { bom: makeBom(known, LINES), order: makeOrder(known, LINES) }
  const { instance, url } = await startService(databaseUrl, server.dataDir, { dbPoolSize: 8 })
  const results: BenchResult[] = []
  try {
    for (const [name, text] of Object.entries(files)) {
      const reading = await compareReading(text)
      results.push(atMost(`read the ${name} (${(reading.ms / 1000).toFixed(2)} s)`, reading, 4, '× bare csv-parse'))
      const rows = await rowsOf(text)
      const matching = await compareMatching(instance, rows)
      const title = `match the ${name} by numbers (${(matching.ms / 1000).toFixed(2)} s)`
      results.push(atMost(title, matching, 6, '× one look-up a number'))
      const all = await timeMatching(instance, rows)
      results.push(ofLimit(`match the ${name} by all rules`, all / 1000, 5, 's'))
      const request = name === 'bom' ? bomRequest('Stages') : orderRequest('STAGES')
      const id = await propose(url, text, request)
      const commit = await compareCommit(instance, id)
      const label = `commit the ${name} (${(commit.ms / 1000).toFixed(2)} s, ${commit.rows} rows)`
      results.push(atMost(label, commit, 5, '× inserts of the same rows'))
    }
    return results
  } finally {
    await instance.close()
  }
}

async function propose(url: string, text: string, request: object): Promise<number> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/imports`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ text, ...request }),
  })
  const { id }: { id: number } = JSON.parse(await answer.text())
  for (;;) {
    const { status, error }: { status: string; error: string | null } = JSON.parse(
      await (await fetch(`${url}/api/imports/${id}`)).text(),
    )
    if (status === 'proposed') return id
    if (status === 'failed') throw new Error(`the file was not read: ${error}`)
    await delay(50)
  }
}

/** A service that imports, seen from outside. */
async function measureService(server: BenchServer, parts: number): Promise<BenchResult[]> {
  const databaseUrl = await server.createInventory(parts)
  const { known, firstBox } = await prepare(databaseUrl, LINES, EMPTY_BOXES)
  const env = { DATABASE_URL: databaseUrl, DATA_DIR: server.dataDir }
  const service = await launchService({ teardown() {} }, env)
  const { child, url } = service
  try {
    const small = await importOverHttp(url, makeBom(known, FEWER_LINES), bomRequest('Small'))
    const idleMegabytes = await residentMegabytes(child.pid, REST_SECONDS)
    const idle = await watchService(child.pid, url, () => delay(IDLE_MS))
    const results: BenchResult[] = []
    const files = [
      { name: 'bom', text: makeBom(known, LINES), request: bomRequest('Large') },
      { name: 'order', text: makeOrder(known, LINES), request: orderRequest('LARGE') },
    ]
    let whole = 0
    for (const { name, text, request } of files) {
      const took = { read: 0, commit: 0 }
      const seen = await watchService(child.pid, url, async () => {
        Object.assign(took, await importOverHttp(url, text, request))
      })
      if (name === 'bom') whole = took.read + took.commit
      console.log(`  ${name}: proposed in ${took.read.toFixed(1)} s, written in ${took.commit.toFixed(1)} s`)
      results.push(
        ofLimit(`${name}: memory above idle`, seen.megabytes - idleMegabytes, 150, 'MB'),
        ofLimit(`${name}: health p99 above idle`, seen.healthMs - idle.healthMs, 50, 'ms'),
        ofLimit(`${name}: not ready`, seen.notReady, 1, 'answers'),
      )
      await delay(IDLE_MS)
    }
    const growth = whole / (small.read + small.commit)
    results.push(atMost('a bom of 10 times as many lines', { ratio: growth, noise: 1 }, 12, '× the time'))
    const list = await measureList(child.pid, url, { known, firstBox })
    return [...results, list]
  } finally {
    await service.end('SIGTERM')
  }
}

/** A list of parts that is as long as lists get. */
async function measureList(pid: number | undefined, url: string, { known, firstBox }: Prepared): Promise<BenchResult> {
  const request = (name: string) => ({ file_name: `${name}.csv`, kind: 'parts_list' })
  const short = await importOverHttp(url, makeList(known, LINES, firstBox), request('short'))
  const took = { read: 0, commit: 0 }
  const seen = await watchService(pid, url, async () => {
    Object.assign(took, await importOverHttp(url, makeList(known, MANY_LINES, firstBox + 20), request('long')))
  })
  console.log(
    `  a list of ${MANY_LINES}: proposed in ${took.read.toFixed(1)} s, written in ${took.commit.toFixed(1)} s, ${seen.megabytes.toFixed(0)} MB, health p99 ${seen.healthMs.toFixed(0)} ms`,
  )
  const growth = (took.read + took.commit) / (short.read + short.commit)
  return atMost(`a list of ${MANY_LINES} lines beside ${LINES}`, { ratio: growth, noise: 1 }, 12, '× the time')
}

/** How much longer the same file takes in an inventory of ten times as many parts; those of the smaller one are among them. */
async function measureInventories(server: BenchServer, parts: number): Promise<BenchResult> {
  const times: number[] = []
  let file: string | undefined
  for (const count of [parts / 10, parts]) {
    const databaseUrl = await server.createInventory(count)
    const { known } = await prepare(databaseUrl, LINES, 1)
    file ??= makeBom(known, LINES)
    const { instance } = await startService(databaseUrl, server.dataDir, { dbPoolSize: 4 })
    try {
      times.push(await timeMatching(instance, await rowsOf(file)))
    } finally {
      await instance.close()
    }
  }
  const [few = Number.NaN, many = Number.NaN] = times
  return atMost('match in 10 times as many parts', { ratio: many / few, noise: 1 }, 2, '× the time')
}

/** Imports of 10,000 lines into an inventory of 100,000 parts, unless another size is given. */
export async function run(server: BenchServer, [parts = PARTS]: readonly number[] = []): Promise<BenchResult[]> {
  // The threads of imports load compiled modules, as they do under the unit file and in the container.
  process.env.NODE_COMPILE_CACHE ??= 'node_modules/.cache/compiled'
  return [
    ...(await measureStages(server, parts)),
    ...(await measureService(server, parts)),
    await measureInventories(server, parts),
  ]
}

if (import.meta.main) await runAlone(run)
