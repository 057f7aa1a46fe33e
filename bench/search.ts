import Fastify, { type FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import app, { options } from '../app.ts'
import type { BenchServer } from './inventory-database.ts'
import { atMost, type BenchResult, type Comparison, median, percentile } from './result.ts'
import { runAlone } from './run-alone.ts'
import { barsOf } from './search/bars.ts'
import { timesOfClients } from './search/clients.ts'
import { measureHostile } from './search/hostile.ts'
import { measureMemory } from './search/memory.ts'
import { lettersOf, queryMix } from './search/query-mix.ts'
import { measureScan } from './search/scan.ts'
import { measureRebuild, measureSpace } from './search/upkeep.ts'
import { measureWrites } from './search/writes.ts'

/** What growth is measured against. */
const BASE = 1000
const CLIENTS = 16
const ROUNDS = 3
const LETTERS_OF_QUERIES = 300

export async function startService(databaseUrl: string, dataDir: string) {
  const instance = Fastify({ ...options, logger: false })
  const settings = { databaseUrl, dataDir, dbPoolSize: CLIENTS, dbPoolMaxOverflow: 0, metricsUpdateInterval: 3600 }
  await instance.register(fp(app), { settings })
  return { instance, url: await instance.listen({ port: 0, host: '127.0.0.1' }) }
}

const searchOf = (q: string) => `/api/parts/search?q=${encodeURIComponent(q)}`

interface Times {
  search: number[]
  typing: number[]
  reading: Comparison & { times: number[] }
  worst: { name: string; times: number[] }[]
  /** One client alone. */
  single: number[]
}

/** Times of requests; reading a part by its key is measured before and after each of the others. */
async function measureTimes(instance: FastifyInstance, url: string): Promise<Times> {
  const { mixed, worst } = await queryMix(instance.db)
  const keys = await instance.db.query<{ key: string }>('select key from parts order by id limit 300')
  const type = (rows: readonly (readonly string[])[], clients = CLIENTS) => timesOfClients({ url, rows, clients })
  const send = (paths: readonly string[], clients = CLIENTS) =>
    type(
      paths.map((path) => [path]),
      clients,
    )
  const [searches, typed] = [mixed.map(searchOf), mixed.slice(0, LETTERS_OF_QUERIES).map(lettersOf)]
  const reads = keys.map(({ key }) => `/api/parts/${key}`)
  await send([...searches, ...reads])
  const [search, typing, before, after]: number[][] = [[], [], [], []]
  for (let round = 0; round < ROUNDS; round++) {
    before?.push(...(await send(reads)))
    search?.push(...(await send(searches)))
    // Some thousand letters: those of a third of the queries each round, which a client types one after another.
    typing?.push(...(await type(typed.filter((_, place) => place % ROUNDS === round))))
    after?.push(...(await send(reads)))
  }
  const hard = []
  for (const [name, q] of Object.entries(worst)) {
    hard.push({ name: `${name}: ${q}`, times: await send(Array.from({ length: 160 }, () => searchOf(q))) })
  }
  const times = [...(before ?? []), ...(after ?? [])]
  return {
    search: search ?? [],
    typing: typing ?? [],
    reading: { times, ratio: 1, noise: median(after ?? []) / median(before ?? []) },
    worst: hard,
    single: await send(searches, 1),
  }
}

function results(parts: number, times: Times, base: Times | null, scan: Comparison): BenchResult[] {
  const bars = barsOf(parts)
  const { noise } = times.reading
  const of = (ratio: number): Comparison => ({ ratio, noise })
  const read = median(times.reading.times)
  const at = `, ${parts / 1000}k parts`
  const growth = base ? median(times.search) / median(base.search) : null
  return [
    atMost(`search: p50${at}`, of(median(times.search)), bars.search.p50, 'ms'),
    atMost(`search: p99${at}`, of(percentile(times.search, 0.99)), bars.search.p99, 'ms'),
    ...times.worst.map((worst) =>
      atMost(`${worst.name}: p99${at}`, of(percentile(worst.times, 0.99)), bars.worstP99, 'ms'),
    ),
    atMost(`type-ahead: p99${at}`, of(percentile(times.typing, 0.99)), bars.typingP99, 'ms'),
    atMost(`search: p50${at}`, of(median(times.search) / read), bars.searchByRead, '× reading a part'),
    atMost(`type-ahead: p50${at}`, of(median(times.typing) / read), bars.typingByRead, '× reading a part'),
    atMost(
      `search by one client: p50${at}`,
      { ...scan, ratio: median(times.single) / scan.ratio },
      bars.searchByScan,
      '× a scan',
    ),
    ...(growth === null ? [] : [atMost(`search: p50${at}`, of(growth), bars.growth, '× 1k parts')]),
  ]
}

/** All that is measured on an inventory of one size. */
async function measure(server: BenchServer, parts: number, base: Times | null) {
  const databaseUrl = await server.createInventory(parts)
  const { instance, url } = await startService(databaseUrl, server.dataDir)
  try {
    const rebuild = await measureRebuild(
      instance,
      `rebuilding all documents, ${parts / 1000}k parts`,
      barsOf(parts).rebuildSeconds,
    )
    console.log(`  ${parts} documents rebuilt in ${rebuild.value.toFixed(1)} s`)
    const times = await measureTimes(instance, url)
    console.log(`  ${parts} parts searched`)
    const scan = await measureScan(instance.db)
    const space = await measureSpace(instance.db, parts)
    // These do not depend on the size, so the smallest inventory is enough.
    const { mixed } = await queryMix(instance.db)
    const once = base ? [] : [await measureMemory(instance, mixed), ...(await measureHostile(instance))]
    return { times, results: [...results(parts, times, base, scan), rebuild, space], once }
  } finally {
    await instance.close()
    await server.dropInventory(databaseUrl)
  }
}

/**
 * The part search beside its floors: reading one part by its key, a look at every description and number, and writing
 * parts without the search.
 *
 * @param sizes of inventories; milliseconds are for a quiet machine.
 */
export async function run(server: BenchServer, sizes: readonly number[] = [10_000]): Promise<BenchResult[]> {
  const base = await measure(server, BASE, null)
  const found = [...base.once, ...(sizes.includes(BASE) ? base.results : [])]
  for (const parts of sizes.filter((size) => size !== BASE)) {
    found.push(...(await measure(server, parts, base.times)).results)
  }
  for (const parts of sizes) found.push(...(await measureWrites(server, parts, startService)))
  return found
}

if (import.meta.main) {
  const sizes = process.argv.slice(2).map(Number)
  await runAlone((server) => run(server, sizes.length > 0 ? sizes : undefined))
}
