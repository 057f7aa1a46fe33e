import type { Registry } from 'prom-client'
import { type ReadResult, read, readLastValues, type Snapshot } from './snapshot.ts'
import { createTimeSlice } from './time-slice.ts'

const COLLECTOR_LIMIT_MS = 2000
const SLICE_MS = 1
/** How many values are formatted at once: a fraction of a millisecond of work. */
const VALUES_AT_ONCE = 100

export type CollectorFailureReporter = (metric: string, err: unknown) => void

/** Both prom-client 15 and its successor format any object with a `get`, though their declarations leave this out. */
interface TextFormat {
  getMetricsAsString(source: { get(): Promise<Snapshot> }): Promise<string>
}

function hasTextFormat<T extends object>(registry: T): registry is T & TextFormat {
  return 'getMetricsAsString' in registry && typeof registry.getMetricsAsString === 'function'
}

/**
 * Renders the registry in the Prometheus text format, byte for byte what `registry.metrics()` gives, in short slices that
 * leave the event loop free between them. A collector that throws, or has not settled after two seconds, is reported and
 * costs only the update of its own metric: the last values are rendered.
 */
export async function render(registry: Registry, failed: CollectorFailureReporter): Promise<string> {
  if (!hasTextFormat(registry)) throw new TypeError('this metrics client cannot format a single metric')
  const yieldIfDue = createTimeSlice(SLICE_MS)
  const results = await readAll(registry, yieldIfDue)
  const texts: string[] = []
  for (const [name, result] of results) {
    if ('err' in result) failed(name, result.err)
    texts.push(await format(registry, result.snapshot, yieldIfDue))
  }
  return `${texts.join('\n\n')}\n`
}

async function readAll(
  registry: Registry,
  yieldIfDue: () => Promise<void> | undefined,
): Promise<Map<string, ReadResult>> {
  const deadline = Promise.withResolvers<never>()
  deadline.promise.catch(() => {})
  const reads = new Map<string, Promise<ReadResult>>()
  for (const { name } of registry.getMetricsAsArray()) {
    const metric = registry.getSingleMetric(name)
    if (metric) {
      const fresh = Promise.race([read(metric), deadline.promise])
      reads.set(
        name,
        fresh.then(
          (snapshot) => ({ snapshot }),
          async (err: unknown) => ({ snapshot: await readLastValues(metric), err }),
        ),
      )
    }
    await yieldIfDue()
  }
  const timer = setTimeout(
    () => deadline.reject(new Error('the collector has not settled in time')),
    COLLECTOR_LIMIT_MS,
  )
  try {
    const results = new Map<string, ReadResult>()
    for (const [name, result] of reads) results.set(name, await result)
    return results
  } finally {
    clearTimeout(timer)
  }
}

async function format(
  registry: TextFormat,
  snapshot: Snapshot,
  yieldIfDue: () => Promise<void> | undefined,
): Promise<string> {
  const { values } = snapshot
  const parts: string[] = []
  let from = 0
  do {
    const part = { ...snapshot, values: values.slice(from, from + VALUES_AT_ONCE) }
    const text = await registry.getMetricsAsString({ get: async () => part })
    parts.push(from === 0 ? text : withoutHeader(text))
    await yieldIfDue()
    from += VALUES_AT_ONCE
  } while (from < values.length)
  return parts.join('\n')
}

/** Drops the HELP and TYPE lines, which only the first part of a metric keeps. */
function withoutHeader(text: string): string {
  return text.slice(text.indexOf('\n', text.indexOf('\n') + 1) + 1)
}
