import type { Registry } from 'prom-client'
import { type ReadableMetric, readLastValues, readSnapshot, type Snapshot } from './snapshot.ts'
import type { YieldIfDue } from './time-slice.ts'

const COLLECTOR_LIMIT_MS = 2000

export type CollectorFailureReporter = (metric: string, err: unknown) => void

interface Reading {
  name: string
  metric: ReadableMetric
  snapshot?: Snapshot
  err?: unknown
}

/** Metrics whose collector has not settled since an earlier scrape: it is not started a second time. */
const late = new WeakSet<ReadableMetric>()

/**
 * Reads every metric of the registry. A collector that throws, or has not settled after two seconds, is reported and
 * costs only the update of its own metric: the last values are taken.
 */
export async function collectSnapshots(
  registry: Registry,
  yieldIfDue: YieldIfDue,
  failed: CollectorFailureReporter,
): Promise<Snapshot[]> {
  const readings: Reading[] = []
  const running: Promise<void>[] = []
  for (const { name } of registry.getMetricsAsArray()) {
    const metric = registry.getSingleMetric(name)
    if (!metric) continue
    const reading: Reading = { name, metric }
    readings.push(reading)
    if (!late.has(metric)) running.push(start(reading))
    const turn = yieldIfDue()
    if (turn) await turn
  }
  await allOrLimit(running)

  const snapshots: Snapshot[] = []
  for (const { name, metric, snapshot, err } of readings) {
    if (snapshot) {
      snapshots.push(snapshot)
      continue
    }
    if (err === undefined) late.add(metric)
    failed(name, err ?? new Error('the collector has not settled in time'))
    snapshots.push(await readLastValues(metric))
  }
  return snapshots
}

function start(reading: Reading): Promise<void> {
  return readSnapshot(reading.metric).then(
    (snapshot) => {
      reading.snapshot = snapshot
      late.delete(reading.metric)
    },
    (err: unknown) => {
      reading.err = err ?? new Error('the collector failed')
      late.delete(reading.metric)
    },
  )
}

async function allOrLimit(running: Promise<void>[]): Promise<void> {
  const { promise: limitPassed, resolve } = Promise.withResolvers<void>()
  const limit = setTimeout(resolve, COLLECTOR_LIMIT_MS)
  await Promise.race([Promise.all(running), limitPassed])
  clearTimeout(limit)
}
