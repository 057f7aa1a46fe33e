import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { type EventSourceClient, openStream } from '../test/support/event-source.ts'
import { type ServiceProcess, startService } from '../test/support/service-process.ts'
import { startBenchServer } from './inventory-database.ts'
import { type BenchResult, median } from './result.ts'

const STREAMS = 1000
const MAX_MEGABYTES = 100
const MAX_MS = 250
const ROUNDS = 10
const REST_SECONDS = 3

async function residentMegabytes({ child }: ServiceProcess): Promise<number> {
  await delay(REST_SECONDS * 1000)
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024
}

async function announce(service: ServiceProcess, version: string): Promise<void> {
  await fetch(`${service.url}/api/testing/deployments/version`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ request_id: 'bench', version }),
  })
}

/** The memory that open streams take, and how long an event needs from its request to the last of their pages. */
export async function run(): Promise<BenchResult[]> {
  const server = await startBenchServer()
  const work: (() => Promise<void> | void)[] = []
  const teardown = { teardown: (step: () => Promise<void> | void) => void work.push(step) }
  try {
    const service = await startService(teardown, {
      DATABASE_URL: await server.createInventory(1),
      APP_ENV: 'testing',
      FRONTEND_VERSION_URL: 'http://127.0.0.1:9/',
    })
    const before = await residentMegabytes(service)
    const pages: EventSourceClient[] = []
    for (let n = 0; n < STREAMS; n++) {
      pages.push(await openStream(teardown, `${service.url}/api/sse/stream?request_id=bench-${n}`))
    }
    await Promise.all(pages.map((page) => page.until(({ messages }) => messages.length > 0)))
    const megabytes = (await residentMegabytes(service)) - before

    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const sent = performance.now()
      await announce(service, `round ${round}`)
      await Promise.all(pages.map((page) => page.message(({ payload }) => payload.version === `round ${round}`)))
      times.push(performance.now() - sent)
    }
    const ms = median(times)
    return [
      {
        name: `${STREAMS} open streams: additional memory`,
        value: megabytes,
        unit: 'MB',
        bar: `< ${MAX_MEGABYTES}`,
        pass: megabytes < MAX_MEGABYTES,
      },
      { name: `an event reaches ${STREAMS} pages`, value: ms, unit: 'ms', bar: `< ${MAX_MS}`, pass: ms < MAX_MS },
    ]
  } finally {
    for (const step of work.reverse()) await step()
    await server.stop()
  }
}

if (import.meta.main) console.table(await run())
