import { register } from 'prom-client'
import '../../app.ts'
import { collectDefaultMetricsOnce } from '../../plugins/metrics-exposition/default-metrics.ts'

/** Series that Prometheus makes itself. */
const MADE_BY_PROMETHEUS = ['up', 'ALERTS']
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  histogram: ['_bucket', '_sum', '_count'],
  summary: ['', '_sum', '_count'],
}

function labelNames(metric: unknown): string[] {
  if (typeof metric !== 'object' || metric === null || !('labelNames' in metric)) return []
  return Array.isArray(metric.labelNames) ? metric.labelNames.map(String) : []
}

/** The series that a Prometheus server gets from the service, by name, each with the labels of its own. */
export function knownSeries(): Map<string, Set<string>> {
  collectDefaultMetricsOnce()
  const known = new Map<string, Set<string>>(
    MADE_BY_PROMETHEUS.map((name) => [name, new Set(['alertname', 'alertstate'])]),
  )
  for (const { name, type } of register.getMetricsAsArray()) {
    const labels = new Set(labelNames(register.getSingleMetric(name)))
    for (const suffix of SUFFIXES[String(type)] ?? ['']) known.set(`${name}${suffix}`, labels)
  }
  return known
}
