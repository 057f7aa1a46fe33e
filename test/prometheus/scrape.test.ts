import t from 'tap'
import { type ServiceProcess, startService } from '../support/service-process.ts'
import { createTestDatabase, type Teardown } from '../support/test-database.ts'
import { until } from '../support/until.ts'
import { startForwarder } from './forwarder.ts'
import { findProgram, NOT_INSTALLED } from './programs.ts'
import { type PrometheusServer, startPrometheus } from './prometheus-server.ts'

async function post({ url }: ServiceProcess, path: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${text}`)
  return JSON.parse(text)
}

/** Resolves when a worker has taken the task. */
async function runs({ url }: ServiceProcess, taskId: string): Promise<void> {
  await until(async () => {
    const text = await (await fetch(`${url}/api/tasks/${taskId}/status`)).text()
    return JSON.parse(text).status === 'running'
  })
}

type Instance = 'first' | 'second' | 'third'

interface Scraper extends PrometheusServer {
  /** Starts a service that is scraped as this instance, and waits for the first scrape. */
  startService(instance: Instance, databaseUrl: string): Promise<ServiceProcess>
}

async function startScraper(t: Teardown): Promise<Scraper> {
  const [first, second, third] = await Promise.all([startForwarder(t), startForwarder(t), startForwarder(t)])
  const forwarders = { first, second, third }
  const prometheus = await startPrometheus(t, {
    first: first.address,
    second: second.address,
    third: third.address,
  })
  return {
    ...prometheus,
    async startService(instance, databaseUrl) {
      const service = await startService(t, {
        DATABASE_URL: databaseUrl,
        APP_ENV: 'testing',
        FRONTEND_VERSION_URL: 'http://127.0.0.1:9/',
        METRICS_UPDATE_INTERVAL: '1',
      })
      forwarders[instance].forwardTo(service.url)
      await prometheus.until(`up{instance="${instance}"}`, (value) => value === 1)
      return service
    },
  }
}

const skip = findProgram('prometheus') === null ? NOT_INSTALLED : false

t.test('a Prometheus server knows what the service did', { skip }, async (t) => {
  const prometheus = await startScraper(t)
  const databaseUrl = await createTestDatabase(t)
  // A scrape that a busy machine does not answer in time leaves a gap of half a second.
  const reading = (series: string) => prometheus.until(series, (value) => value !== undefined)
  const first = await prometheus.startService('first', databaseUrl)
  t.equal(await reading('previous_shutdown_clean{instance="first"}'), 1)

  await t.test('counters have what was done', async (t) => {
    const part = await post(first, '/api/parts', { description: 'A resistor' })
    const box = await post(first, '/api/boxes', { description: 'A box', capacity: 4 })
    const stock = `/api/inventory/parts/${part.key}/stock`
    await post(first, stock, { box_no: box.box_no, loc_no: 1, qty: 7 })
    await post(first, stock, { box_no: box.box_no, loc_no: 2, qty: 5 })
    const pieces = 'inventory_quantity_changes_total{instance="first", operation="add"}'
    t.equal(await prometheus.until(pieces, (value) => value === 12), 12)
    const requests =
      'http_request_duration_seconds_count{instance="first", method="POST", endpoint=~"/api/inventory/.*", status="201"}'
    t.equal(await prometheus.until(requests, (value) => value === 2), 2)
    const refused = await fetch(`${first.url}${stock}`, { method: 'POST' })
    t.equal(refused.status, 400)
    await prometheus.until(
      'http_request_duration_seconds_count{instance="first", status="400"}',
      (value) => value === 1,
    )
    t.equal(await reading(pieces), 12, 'a refusal moves no piece')
  })

  await t.test('gauges have what the database holds, after a poll', async (t) => {
    t.equal(await prometheus.until('inventory_total_quantity{instance="first"}', (value) => value === 12), 12)
    t.equal(await reading('inventory_total_parts{instance="first"}'), 1)
    t.equal(await reading('inventory_box_utilization_percent{instance="first", box_no="1"}'), 50)
    const age = 'max(job_instance_callback:metrics_poller_success:age_seconds{instance="first"})'
    t.ok(Number(await prometheus.until(age, (value) => value !== undefined && value < 5)) < 5, 'and they are fresh')
  })

  await t.test('the figures of a shutdown, of which the last came too late to be scraped', async (t) => {
    const task = await post(first, '/api/testing/tasks/start', { params: { steps: 4, delay: 0.5 } })
    await runs(first, String(task.task_id))
    const exited = first.end('SIGTERM')
    const seen = (gauge: string) => prometheus.until(`max_over_time(${gauge}{instance="first"}[1m])`, (n) => n === 1)
    t.equal(await seen('application_shutting_down'), 1)
    t.equal(await seen('active_tasks_at_shutdown'), 1)
    t.equal(await exited, 0)
    await prometheus.until('up{instance="first"}', (value) => value === 0)
    t.equal(await reading('last_over_time(graceful_shutdown_duration_seconds_count{instance="first"}[1m])'), 0)

    const second = await prometheus.startService('second', databaseUrl)
    const { durationSeconds } = await first.logged('shutdown complete')
    t.ok(Number(durationSeconds) > 1, `it took ${durationSeconds} s`)
    t.equal(await reading('previous_shutdown_duration_seconds{instance="second"}'), durationSeconds)
    t.equal(await reading('previous_shutdown_active_tasks{instance="second"}'), 1)
    t.equal(await reading('previous_shutdown_clean{instance="second"}'), 1)
    t.equal(await second.end('SIGKILL'), null)
  })

  await t.test('a process that was killed raises an alert', async (t) => {
    const third = await prometheus.startService('third', databaseUrl)
    const alert = 'ALERTS{alertname="InventoryUncleanShutdown", alertstate="firing"}'
    t.equal(await prometheus.until(`count(${alert})`, (value) => value === 1), 1)
    t.equal(await reading(`count(${alert.replace('}', ', instance="third"}')})`), 1)
    t.equal(await reading('previous_shutdown_duration_seconds{instance="third"}'), 0)
    t.equal(await third.end('SIGTERM'), 0)
  })
})
