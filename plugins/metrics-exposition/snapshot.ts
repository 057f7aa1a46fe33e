/** The values of one metric at one moment, in the client's own form. */
export interface Snapshot {
  values: unknown[]
}

export interface ReadableMetric {
  get(): Promise<Snapshot>
  /** Cheaper form of `get` that some metric types have for text output. */
  getForPromString?: () => Promise<Snapshot>
}

/** Reads a metric, its collector included; rejects when that throws. */
export function readSnapshot(metric: ReadableMetric): Promise<Snapshot> {
  return metric.getForPromString ? metric.getForPromString() : metric.get()
}

/** Reads the last values of a metric without running its collector. */
export function readLastValues(metric: ReadableMetric): Promise<Snapshot> {
  const withoutCollector: ReadableMetric = Object.create(metric, { collect: { value: undefined } })
  return readSnapshot(withoutCollector)
}
