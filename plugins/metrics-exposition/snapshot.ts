/** The values of one metric at one moment, in the client's own form. */
export interface Snapshot {
  values: unknown[]
}

interface ReadableMetric {
  get(): Promise<Snapshot>
  /** Cheaper form of `get` that some metric types have for text output. */
  getForPromString?: () => Promise<Snapshot>
}

/** What became of reading a metric; `err` is set when its collector failed or is late. */
export interface ReadResult {
  snapshot: Snapshot
  err?: unknown
}

/** Collectors that have not settled yet: they are not started a second time. */
const pending = new WeakSet<object>()

/** Starts reading the metric, its collector included. Rejects when that throws, or is still busy from an earlier read. */
export async function read(metric: ReadableMetric): Promise<Snapshot> {
  if (pending.has(metric)) throw new Error('the collector has not settled since an earlier scrape')
  pending.add(metric)
  try {
    return await readValues(metric)
  } finally {
    pending.delete(metric)
  }
}

/** Reads the last values of a metric without running its collector. */
export function readLastValues(metric: ReadableMetric): Promise<Snapshot> {
  const withoutCollector: ReadableMetric = Object.create(metric, { collect: { value: undefined } })
  return readValues(withoutCollector)
}

function readValues(metric: ReadableMetric): Promise<Snapshot> {
  return metric.getForPromString ? metric.getForPromString() : metric.get()
}
