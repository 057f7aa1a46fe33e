import { type MetricObjectWithValues, type MetricValue, register } from 'prom-client'
import '../../app.ts'
import { METRIC_TOPICS, type MetricTopic } from './metric-advice.ts'

type Metric = Pick<MetricObjectWithValues<MetricValue<string>>, 'name' | 'help' | 'type'>

const HEAD = `# Metrics

Every metric that the service publishes at \`GET /metrics\`, what it means, and what to do about it. Metrics without labels
are there from the start, with the value 0; with labels, from the first use of each set of labels. Counters begin at 0 with
each process: ask for \`rate\` or \`increase\`. Each replica is scraped for itself.

This page is written by \`npm run docs\` from the metrics in the code and the advice in \`scripts/docs/metric-advice.ts\`. How
metrics are defined and tested is told in [adding-metrics.md](adding-metrics.md), alerts and what to do then in
[operating.md](operating.md#runbooks).
`

const PROCESS = `## Process and Node.js

The default metrics of prom-client; the ones to know:

| metric | what to do |
|---|---|
| \`process_resident_memory_bytes\` | About 150 MiB at rest. Alert [InventoryMemoryHigh](operating.md#inventorymemoryhigh). |
| \`process_cpu_seconds_total\` | Its rate is cores in use; one is the most that requests can use. |
| \`process_start_time_seconds\` | Changes with each start. Alert [InventoryRestarting](operating.md#inventoryrestarting). |
| \`process_open_fds\` | Sockets and files; must stay well below \`process_max_fds\`. |
| \`nodejs_eventloop_lag_p99_seconds\` | How long everything waits for the CPU. Alert [InventoryEventLoopBusy](operating.md#inventoryeventloopbusy). |
| \`nodejs_heap_size_used_bytes\` | Rises and falls; rising without falling over days is a leak: report it. |
| \`nodejs_gc_duration_seconds\` | Much of it beside a full heap: more memory is needed. |
`

function labelsOf(name: string): string[] {
  const metric: unknown = register.getSingleMetric(name)
  if (typeof metric !== 'object' || metric === null || !('labelNames' in metric)) return []
  return Array.isArray(metric.labelNames) ? metric.labelNames.map(String) : []
}

function row({ name, help, type }: Metric, advice: string): string {
  const labels = labelsOf(name).map((label) => `\`${label}\``)
  return `| \`${name}\` | ${type} | ${labels.join(', ') || '–'} | ${help} | ${advice} |`
}

function renderTopic({ title, text, advice }: MetricTopic, metrics: Map<string, Metric>): string {
  const rows = Object.entries(advice).map(([name, what]) => {
    const metric = metrics.get(name)
    if (!metric) throw new Error(`There is advice for ${name}, which is not published`)
    metrics.delete(name)
    return row(metric, what)
  })
  const head = '| metric | type | labels | meaning | what to do |\n|---|---|---|---|---|'
  return [`## ${title}`, ...(text === '' ? [] : [text]), `${head}\n${rows.join('\n')}\n`].join('\n\n')
}

/**
 * The page that lists every metric of our own.
 *
 * @throws Error when a metric has no advice, or there is advice for a metric that does not exist.
 */
export function renderMetricsPage(): string {
  const own = register.getMetricsAsArray().filter(({ name }) => !/^(process|nodejs)_/.test(name))
  const metrics = new Map<string, Metric>(own.map((metric) => [metric.name, metric]))
  const topics = METRIC_TOPICS.map((topic) => renderTopic(topic, metrics))
  if (metrics.size > 0) {
    throw new Error(`scripts/docs/metric-advice.ts says nothing about ${[...metrics.keys()].join(', ')}`)
  }
  return [HEAD, ...topics, PROCESS].join('\n')
}
