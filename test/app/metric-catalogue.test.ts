import { register } from 'prom-client'
import t from 'tap'
import '../../app.ts'

/** Every metric of our own: name, type, labels in alphabetical order. A new metric gets a row here. */
const CATALOGUE = `
inventory_total_parts gauge
inventory_total_quantity gauge
inventory_low_stock_parts gauge
inventory_parts_without_docs gauge
inventory_recent_changes_7d gauge
inventory_recent_changes_30d gauge
inventory_box_utilization_percent gauge box_no
inventory_total_boxes gauge
inventory_parts_by_type gauge type_name
inventory_quantity_changes_total counter operation
part_kit_usage_requests_total counter has_results
application_shutting_down gauge
graceful_shutdown_duration_seconds histogram
previous_shutdown_duration_seconds gauge
previous_shutdown_active_tasks gauge
previous_shutdown_clean gauge
http_request_duration_seconds histogram endpoint method status
http_request_query_count histogram endpoint method
http_request_query_time_seconds histogram endpoint method
http_request_app_time_seconds histogram endpoint method
db_query_duration_seconds histogram
db_slow_query_total counter
http_slow_request_total counter endpoint method
http_active_requests gauge
metrics_poller_callback_duration_seconds histogram callback
metrics_poller_callback_failures_total counter callback reason
metrics_poller_callback_last_success_timestamp_seconds gauge callback
db_pool_connections gauge state
`

function labelNamesOf(name: string): string[] {
  const metric: unknown = register.getSingleMetric(name)
  if (typeof metric !== 'object' || metric === null || !('labelNames' in metric)) return []
  return Array.isArray(metric.labelNames) ? metric.labelNames.filter((label) => label !== 'le').sort() : []
}

t.test('the registry has exactly the metrics of the catalogue', async (t) => {
  const expected = CATALOGUE.trim().split('\n').sort()
  const metrics = register.getMetricsAsArray().filter(({ name }) => !/^(process|nodejs)_/.test(name))
  const actual = metrics.map(({ name, type }) => [name, String(type), ...labelNamesOf(name)].join(' ')).sort()
  t.same(actual, expected)
  for (const { name, help } of metrics) t.ok(help.length > 10, `${name} has a help text`)
})

t.test('importing the service starts nothing', async (t) => {
  const timers = process.getActiveResourcesInfo().filter((name) => /Timeout|Immediate|TCP|Server/.test(name))
  t.same(
    timers.filter((name) => name !== 'Timeout'),
    [],
  )
  t.notOk(register.getSingleMetric('process_cpu_seconds_total'), 'the default metrics start with the first app')
})
