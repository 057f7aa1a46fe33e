import type { Registry } from 'prom-client'
import { type CollectorFailureReporter, collectSnapshots } from './collect.ts'
import type { Snapshot } from './snapshot.ts'
import { createTimeSlice, type YieldIfDue } from './time-slice.ts'

const SLICE_MS = 2
/** How many values are formatted at once: a fraction of a millisecond of work. */
const VALUES_AT_ONCE = 150

/** Both prom-client 15 and its successor format any object with a `get`, though their declarations leave this out. */
interface TextFormat {
  getMetricsAsString(source: { get(): Snapshot }): Promise<string>
}

function hasTextFormat<T extends object>(registry: T): registry is T & TextFormat {
  return 'getMetricsAsString' in registry && typeof registry.getMetricsAsString === 'function'
}

/**
 * Renders the registry in the Prometheus text format, byte for byte what `registry.metrics()` gives, in short slices that
 * leave the event loop free between them. A collector that fails or hangs does not stop it.
 */
export async function render(registry: Registry, failed: CollectorFailureReporter): Promise<string> {
  if (!hasTextFormat(registry)) throw new TypeError('this metrics client cannot format a single metric')
  const yieldIfDue = createTimeSlice(SLICE_MS)
  const texts: string[] = []
  for (const snapshot of await collectSnapshots(registry, yieldIfDue, failed)) {
    if (snapshot.values.length <= VALUES_AT_ONCE) texts.push(await registry.getMetricsAsString({ get: () => snapshot }))
    else texts.push(await formatInParts(registry, snapshot, yieldIfDue))
    const turn = yieldIfDue()
    if (turn) await turn
  }
  return `${texts.join('\n\n')}\n`
}

async function formatInParts(registry: TextFormat, snapshot: Snapshot, yieldIfDue: YieldIfDue): Promise<string> {
  const parts: string[] = []
  for (let from = 0; from < snapshot.values.length; from += VALUES_AT_ONCE) {
    const part = { ...snapshot, values: snapshot.values.slice(from, from + VALUES_AT_ONCE) }
    const text = await registry.getMetricsAsString({ get: () => part })
    parts.push(from === 0 ? text : withoutHeader(text))
    const turn = yieldIfDue()
    if (turn) await turn
  }
  return parts.join('\n')
}

/** Drops the HELP and TYPE lines, which only the first part of a metric keeps. */
function withoutHeader(text: string): string {
  return text.slice(text.indexOf('\n', text.indexOf('\n') + 1) + 1)
}
