import { register } from 'prom-client'
import t from 'tap'
import '../../app.ts'

/** Every metric of our own: name, type, labels in alphabetical order. A new metric gets a row here. */
const CATALOGUE = `
inventory_total_parts gauge
inventory_total_quantity gauge
inventory_low_stock_parts gauge
inventory_out_of_stock_parts gauge needed
inventory_parts_without_docs gauge
inventory_recent_changes_7d gauge
inventory_recent_changes_30d gauge
inventory_box_utilization_percent gauge box_no
inventory_total_boxes gauge
inventory_parts_by_type gauge type_name
inventory_quantity_changes_total counter operation
inventory_operations_total counter reason
inventory_undo_total counter outcome
inventory_count_difference_pieces_total counter direction
live_changes_sent_total counter
part_keys_free gauge
idempotent_requests_total counter outcome
exports_total counter export format outcome
import_commit_duration_seconds histogram
import_match_duration_seconds histogram
import_matches_total counter reason
import_read_duration_seconds histogram format
import_refused_files_total counter reason
import_rows_total counter kind result
imports_open gauge status
imports_total counter kind outcome
labels_rendered_total counter template
scans_total counter kind matched
scan_actions_total counter action
scan_duration_seconds histogram
export_rows_total counter export
export_duration_seconds histogram export
part_kit_usage_requests_total counter has_results
part_search_corrected_total counter reading
part_search_documents_rebuilt_total counter reason
part_search_duration_seconds histogram
part_search_rejected_total counter reason
part_search_requests_total counter kind
part_search_results histogram
part_search_stale_documents gauge
part_search_zero_results_total counter kind
part_suggestion_duration_seconds histogram
part_suggestion_requests_total counter
kits_created_total counter
kits_archived_total counter
kits_unarchived_total counter
kits_overview_requests_total counter status
kits_active_count gauge
kits_archived_count gauge
kit_detail_views_total counter
kit_content_mutations_total counter action
kit_content_update_duration_seconds histogram
pick_list_created_total counter
pick_list_lines_per_creation histogram
pick_list_line_picked_total counter
pick_list_line_replanned_total counter
part_duplicate_lookups_total counter has_results
pick_list_line_undo_total counter outcome
pick_list_line_undo_duration_seconds histogram
pick_list_detail_requests_total counter
pick_list_list_requests_total counter
pick_list_line_quantity_updated_total counter
pick_list_line_quantity_delta histogram
pick_list_pdf_generated_total counter
pick_list_pdf_line_count histogram
pick_list_pdf_box_count histogram
pick_list_pdf_generation_duration_seconds histogram status
sse_gateway_connections_total counter action
sse_gateway_events_sent_total counter service status
sse_gateway_send_duration_seconds histogram service
sse_gateway_active_connections gauge
sse_stream_connections_total counter action
sse_stream_events_sent_total counter service status
sse_stream_active_connections gauge
sse_identity_binding_total counter status
active_tasks_at_shutdown gauge
background_tasks_total counter status task
background_task_duration_seconds histogram task
background_tasks_pending gauge
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
db_replica_reads_total counter reason server
db_replica_usable gauge
db_replica_lag_seconds gauge
db_replica_lag_bytes gauge
data_folder_available_bytes gauge
data_folder_size_bytes gauge
tls_certificate_end_timestamp_seconds gauge
shopping_list_lines_received_total counter
shopping_list_receive_quantity_total counter
shopping_list_seller_group_operations_total counter operation
kit_shopping_list_push_total counter honor_reserved outcome
auth_validation_total counter status
auth_validation_duration_seconds histogram
jwks_refresh_total counter status trigger
oidc_token_exchange_total counter status
auth_token_refresh_total counter status
devices_active gauge
people_active gauge role
pairing_attempts_total counter kind outcome
access_tokens_used_total counter outcome scope
sign_in_limited_total counter
kit_shopping_list_push_seconds histogram honor_reserved
kit_shopping_list_unlink_total counter outcome
mouser_api_requests_total counter endpoint status
mouser_api_duration_seconds histogram endpoint
mouser_api_quota_limit gauge window
mouser_api_quota_remaining gauge window
ai_analysis_requests_total counter model reasoning_effort status verbosity
ai_analysis_duration_seconds histogram model reasoning_effort verbosity
ai_analysis_tokens_total counter model reasoning_effort type verbosity
ai_analysis_cost_dollars_total counter model reasoning_effort verbosity
ai_analysis_unpriced_requests_total counter model
ai_budget_used_ratio gauge budget
ai_duplicate_search_requests_total counter outcome
ai_duplicate_search_duration_seconds histogram
ai_duplicate_search_matches_found histogram confidence
ai_duplicate_search_parts_dump_size gauge
attachments_created_total counter source type
outbound_downloads_total counter outcome
thumbnail_requests_total counter outcome
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
