import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { startService } from '../test/support/service-process.ts'
import { startBenchServer } from './inventory-database.ts'
import type { BenchResult } from './result.ts'

const STARTS = 3
const REST_SECONDS = 5

/** Starts the service as `npm start` does. @returns the seconds until it is ready, and its resident memory in MB then. */
async function startOnce(databaseUrl: string): Promise<{ seconds: number; megabytes: number }> {
  const started = performance.now()
  const service = await startService({ teardown() {} }, { DATABASE_URL: databaseUrl })
  while ((await fetch(`${service.url}/health/readyz`)).status !== 200) await delay(10)
  const seconds = (performance.now() - started) / 1000
  await delay(REST_SECONDS * 1000)
  const status = await readFile(`/proc/${service.child.pid}/status`, 'utf8')
  const megabytes = Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024
  await service.end('SIGTERM')
  return { seconds, megabytes }
}

/** How long the service takes to get ready on a migrated database, and the memory it takes at rest. */
export async function run(): Promise<BenchResult[]> {
  const server = await startBenchServer()
  try {
    const databaseUrl = await server.createInventory(1000)
    const starts: Awaited<ReturnType<typeof startOnce>>[] = []
    for (let n = 0; n < STARTS; n++) starts.push(await startOnce(databaseUrl))
    const seconds = Math.max(...starts.map((start) => start.seconds))
    const megabytes = starts.at(-1)?.megabytes ?? Number.NaN
    return [
      { name: 'start on a migrated database until ready', value: seconds, unit: 's', bar: '<= 3', pass: seconds <= 3 },
      { name: 'resident memory at rest', value: megabytes, unit: 'MB', bar: '< 160', pass: megabytes < 160 },
    ]
  } finally {
    await server.stop()
  }
}

if (import.meta.main) console.table(await run())
