import { type EventSourceClient, openStream } from '../test/support/event-source.ts'
import { type LaunchOptions, startService } from '../test/support/service-process.ts'
import { timed } from './compare-times.ts'
import type { BenchServer } from './inventory-database.ts'
import { residentMegabytes } from './resident-memory.ts'
import { atMost, type BenchResult, median } from './result.ts'
import { runAlone } from './run-alone.ts'

const STREAMS = 1000
const MOST_MEMORY = 4
const MOST_TIME = 8
const ROUNDS = 10
const REST_SECONDS = 3

async function announce(url: string, version: string): Promise<void> {
  await fetch(`${url}/api/testing/deployments/version`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ request_id: 'bench', version }),
  })
}

/** The memory that open streams take, and how long an event needs from its request to the last of their pages. */
async function measure(
  env: Record<string, string>,
  options: LaunchOptions,
): Promise<{ megabytes: number; ms: number }> {
  const work: (() => Promise<void> | void)[] = []
  const teardown = { teardown: (step: () => Promise<void> | void) => void work.push(step) }
  try {
    const { url, child } = await startService(teardown, env, options)
    const before = await residentMegabytes(child.pid, REST_SECONDS)
    const pages: EventSourceClient[] = []
    for (let n = 0; n < STREAMS; n++) {
      pages.push(await openStream(teardown, `${url}/api/sse/stream?request_id=bench-${n}`))
    }
    await Promise.all(pages.map((page) => page.until(({ messages }) => messages.length > 0)))
    const megabytes = (await residentMegabytes(child.pid, REST_SECONDS)) - before
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const version = `round ${round}`
      times.push(
        await timed(async () => {
          await announce(url, version)
          await Promise.all(pages.map((page) => page.message(({ payload }) => payload.version === version)))
        }),
      )
    }
    return { megabytes, ms: median(times) }
  } finally {
    for (const step of work.reverse()) await step()
  }
}

/** Open streams and an event to all of them, beside Node's own server. */
export async function run(server: BenchServer): Promise<BenchResult[]> {
  const floor = () => measure({}, { command: [process.execPath, 'bench/floors/event-server.ts'] })
  const before = await floor()
  const own = await measure(
    {
      DATABASE_URL: await server.createInventory(1),
      DATA_DIR: server.dataDir,
      APP_ENV: 'testing',
      SSE_MAX_STREAMS_PER_CLIENT: String(STREAMS),
      FRONTEND_VERSION_URL: 'http://127.0.0.1:9/',
    },
    {},
  )
  const after = await floor()
  const beside = (read: (figures: typeof own) => number) => ({
    ratio: read(own) / ((read(before) + read(after)) / 2),
    noise: read(after) / read(before),
  })
  const unit = "× Node's own server"
  const memory = beside(({ megabytes }) => megabytes)
  return [
    atMost(`${STREAMS} open streams: memory (${own.megabytes.toFixed(0)} MB)`, memory, MOST_MEMORY, unit),
    atMost(
      `an event reaches ${STREAMS} pages (${own.ms.toFixed(0)} ms)`,
      beside(({ ms }) => ms),
      MOST_TIME,
      unit,
    ),
  ]
}

if (import.meta.main) await runAlone(run)
