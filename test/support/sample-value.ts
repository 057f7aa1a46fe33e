import { register } from 'prom-client'

interface Sample {
  value: number
  labels: Partial<Record<string, string | number>>
  metricName?: string
}

/**
 * Reads one value from the registry: the sample of that name whose label set equals `labels`. Histograms and summaries
 * are read by their sample names: `<name>_count`, `<name>_sum`, `<name>_bucket` (with `le`).
 * Returns undefined when there is no such sample.
 */
export async function sampleValue(
  name: string,
  labels: Record<string, string | number> = {},
): Promise<number | undefined> {
  for (const metric of await register.getMetricsAsJSON()) {
    const samples: Sample[] = metric.values
    const found = samples.find((sample) => (sample.metricName ?? metric.name) === name && sameLabels(sample, labels))
    if (found) return found.value
  }
  return undefined
}

function sameLabels(sample: Sample, labels: Record<string, string | number>): boolean {
  const names = Object.keys(labels)
  return (
    names.length === Object.keys(sample.labels).length &&
    names.every((name) => String(sample.labels[name]) === String(labels[name]))
  )
}
