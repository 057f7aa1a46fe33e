import { setTimeout as delay } from 'node:timers/promises'
import { buildBundle } from '../scripts/bundle/build-bundle.ts'
import { type LaunchOptions, startService } from '../test/support/service-process.ts'
import type { BenchServer } from './inventory-database.ts'
import { residentMegabytes } from './resident-memory.ts'
import { atMost, type BenchResult, median } from './result.ts'
import { runAlone } from './run-alone.ts'

const STARTS = 3
const REST_SECONDS = 5
const MOST_TIME = 4
const MOST_MEMORY = 1.6
/** As `npm start` and the container start it. */
const COMMAND = [process.execPath, '--max-semi-space-size=4', 'scripts/serve.ts']

interface Start {
  seconds: number
  megabytes: number
}

/** Starts a service. @returns the seconds until it is ready, and its resident memory in MB when it has come to rest. */
async function startOnce(env: Record<string, string>, options: LaunchOptions): Promise<Start> {
  const started = performance.now()
  const service = await startService({ teardown() {} }, env, options)
  while ((await fetch(`${service.url}/health/readyz`)).status !== 200) await delay(10)
  const seconds = (performance.now() - started) / 1000
  const megabytes = await residentMegabytes(service.child.pid, REST_SECONDS)
  await service.end('SIGTERM')
  return { seconds, megabytes }
}

/** How long the service takes to get ready on a migrated database, and the memory it takes at rest, beside a bare one. */
export async function run(server: BenchServer): Promise<BenchResult[]> {
  const env = { DATABASE_URL: await server.createInventory(1000), DATA_DIR: server.dataDir }
  const floorCommand = [process.execPath, '--max-semi-space-size=4', 'bench/floors/bare-service.ts']
  await buildBundle()
  // Not counted: it leaves the compiled modules in the cache.
  await startOnce(env, { command: COMMAND })
  const [before, own, after]: [Start[], Start[], Start[]] = [[], [], []]
  for (let n = 0; n < STARTS; n++) {
    before.push(await startOnce(env, { command: floorCommand }))
    own.push(await startOnce(env, { command: COMMAND }))
    after.push(await startOnce(env, { command: floorCommand }))
  }
  const beside = (read: (start: Start) => number) => ({
    ratio: median(own.map(read)) / median([...before, ...after].map(read)),
    noise: median(after.map(read)) / median(before.map(read)),
  })
  const [seconds, megabytes] = [median(own.map((start) => start.seconds)), median(own.map((start) => start.megabytes))]
  const unit = '× bare Fastify with a pool'
  return [
    atMost(
      `start on a migrated database until ready (${seconds.toFixed(1)} s)`,
      beside((start) => start.seconds),
      MOST_TIME,
      unit,
    ),
    atMost(
      `resident memory at rest (${megabytes.toFixed(0)} MB)`,
      beside((start) => start.megabytes),
      MOST_MEMORY,
      unit,
    ),
  ]
}

if (import.meta.main) await runAlone(run)
