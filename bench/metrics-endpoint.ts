import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import Fastify from 'fastify'
import { Counter, Gauge, Histogram, register } from 'prom-client'
import { collectDefaultMetricsOnce } from '../plugins/metrics-exposition/default-metrics.ts'
import metricsExposition from '../plugins/metrics-exposition/index.ts'
import { compareTimes } from './compare-times.ts'
import { atMost, type BenchResult, percentile } from './result.ts'
import { runAlone } from './run-alone.ts'

const HIGHEST_COST_RATIO = 1.3
const HIGHEST_BLOCK_RATIO = 0.5
const SERIES = 10_000

type Render = () => Promise<string>

/** 99th percentile over the scrapes of the longest stretch for which a scrape keeps the event loop from turning. */
async function blockP99(render: Render, scrapes: number): Promise<number> {
  const longest: number[] = []
  for (let scrape = 0; scrape < scrapes; scrape++) {
    let worst = 0
    let last = performance.now()
    let running = true
    const turn = () => {
      const now = performance.now()
      worst = Math.max(worst, now - last)
      last = now
      if (running) setImmediate(turn)
    }
    setImmediate(turn)
    await delay(1)
    worst = 0
    last = performance.now()
    await render()
    worst = Math.max(worst, performance.now() - last)
    running = false
    longest.push(worst)
    await delay(1)
  }
  return percentile(longest, 0.99)
}

/** About what the whole service exposes: a hundred metrics of a few series. */
function defineUsualMetrics(): void {
  for (let i = 0; i < 90; i++) {
    const [name, help] = [`bench_metric_${i}`, 'A metric of ordinary size']
    if (i % 3 === 0) {
      const histogram = new Histogram({ name, help, labelNames: ['outcome'], buckets: [0.1, 0.5, 1, 5, 10] })
      for (const outcome of ['success', 'error']) histogram.observe({ outcome }, 1)
    } else if (i % 3 === 1) {
      const counter = new Counter({ name, help, labelNames: ['outcome', 'source'] })
      for (const outcome of ['success', 'error']) counter.inc({ outcome, source: 'upload' })
    } else {
      new Gauge({ name, help }).set(i)
    }
  }
}

function defineManySeries(): void {
  const gauge = new Gauge({ name: 'bench_many', help: 'One metric of many series', labelNames: ['type_name', 'kind'] })
  for (let i = 0; i < SERIES / 2; i++) gauge.set({ type_name: `Type "${i}"`, kind: String(i % 7) }, i)
  const histogram = new Histogram({
    name: 'bench_many_h',
    help: 'Another',
    labelNames: ['endpoint'],
    buckets: [1, 2, 3],
  })
  for (let i = 0; i < SERIES / 2 / 6; i++) histogram.observe({ endpoint: `/api/${i}` }, i % 4)
}

/** What a scrape costs, compared with the client's own rendering of the same registry. */
export async function run(): Promise<BenchResult[]> {
  const app = Fastify()
  await app.register(metricsExposition)
  await app.ready()
  const ours = () => app.renderMetrics()
  const client = () => register.metrics()

  collectDefaultMetricsOnce()
  defineUsualMetrics()
  await compareTimes(ours, client, 100)
  const usual = await compareTimes(ours, client, 300)

  defineManySeries()
  await compareTimes(ours, client, 10)
  const before = await blockP99(client, 100)
  const own = await blockP99(ours, 200)
  const after = await blockP99(client, 100)
  await app.close()
  const block = { ratio: own / ((before + after) / 2), noise: after / before }

  const unit = '× register.metrics()'
  return [
    atMost(`/metrics: time of a usual scrape (${usual.ms.toFixed(2)} ms)`, usual, HIGHEST_COST_RATIO, unit),
    atMost(`/metrics: event-loop block p99, 10,000 series (${own.toFixed(1)} ms)`, block, HIGHEST_BLOCK_RATIO, unit),
  ]
}

if (import.meta.main) await runAlone(run)
