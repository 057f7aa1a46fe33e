/** Metrics that belong together on the page, and what an operator does with each of them. */
export interface MetricTopic {
  title: string
  /** Where they come from and what they have in common. */
  text: string
  /** What to do, by the name of the metric. */
  advice: Readonly<Record<string, string>>
}

const alert = (name: string) => `Alert [${name}](operating.md#${name.toLowerCase()}).`

export const METRIC_TOPICS: readonly MetricTopic[] = [
  {
    title: 'Inventory',
    text: 'Read from the database by the polling callback `dashboard`, all of one moment; every replica has the same values, so take the `max` over them.',
    advice: {
      inventory_total_parts:
        'A fall means that parts were deleted; a 0 beside a full database means that the poll does not run.',
      inventory_total_quantity:
        'Compare with what you expect; `npm run cli -- verify-ledger` proves that it is the sum of all movements.',
      inventory_low_stock_parts: `Reorder; the dashboard of the front end names the parts. ${alert('InventoryLowStock')}`,
      inventory_out_of_stock_parts: `By \`needed\`: whether an active kit needs the part. \`GET /api/dashboard/out-of-stock\` names them. ${alert('InventoryOutOfStock')}`,
      inventory_parts_without_docs: 'Attach datasheets, if that is what you want.',
      inventory_recent_changes_7d: 'Shows whether the stock is kept at all.',
      inventory_recent_changes_30d: 'As above, over a month.',
      inventory_box_utilization_percent: 'Near 100: add a box. `box_no` is the number of the box.',
      inventory_total_boxes: 'For information.',
      inventory_parts_by_type: 'For information. `type_name` is the name of the type; unused types are 0.',
      inventory_quantity_changes_total:
        'Pieces, not calls, by `operation` (add, remove). A burst of removals that nobody explains: look at the history of the parts.',
      inventory_operations_total:
        'What people did, by `reason`, however many parts it changed; see [undo.md](undo.md).',
      inventory_undo_total: `By \`outcome\`: \`undone\`, or \`refused\` because stock was moved on or something was built on it. ${alert('InventoryUndoRefused')}`,
      inventory_count_difference_pieces_total:
        'Pieces by which counts differed, by `direction` (found, missing). Many missing ones: pieces are taken without being booked; see [counting.md](counting.md).',
      part_keys_free: `Keys of deleted parts are not given again; at 0 no part can be added. ${alert('InventoryPartKeysLow')}`,
    },
  },
  {
    title: 'Part search',
    text: 'Recorded for each search that is answered or refused. No text that was typed is a label or in the log.',
    advice: {
      part_search_requests_total: 'For information: by `kind`, what people search for. Later pages count too.',
      part_search_duration_seconds:
        'Slow beside `db_query_duration_seconds`: the process is short of CPU. Otherwise the database is; `ANALYZE` after large imports.',
      part_search_zero_results_total: `Beside the requests of the same \`kind\`: the share that found nothing. ${alert('InventorySearchesFindNothing')}`,
      part_search_corrected_total:
        'By `reading`. Many `typo`: people misspell, and are helped. Many `family`: they look for variants that are not there.',
      part_search_results: 'For information: hits of first pages; everything above 1,000 counts as 1,000.',
      part_search_rejected_total:
        'By `reason`. `too_broad`: a search took more than two seconds; is the database loaded? `cursor`: a client that keeps cursors too long.',
      part_suggestion_requests_total: 'For information: one for each letter or so that is typed.',
      part_suggestion_duration_seconds: 'Users feel it above a tenth of a second.',
      part_search_stale_documents: `Of the database, so take the \`max\`. Rises with each change of the rules and falls within minutes. ${alert('InventorySearchIncomplete')}`,
      part_search_documents_rebuilt_total:
        '`rules`: after an update. `stale`: something writes parts by another way than the service, which is allowed.',
    },
  },
  {
    title: 'Kits and pick lists',
    text: 'Counted by the services after each commit. What is refused counts nothing, unless an outcome says so.',
    advice: {
      part_kit_usage_requests_total:
        'For information: how often people ask which kits use a part, and find some (`has_results`).',
      kits_created_total: 'For information.',
      kits_archived_total: 'For information.',
      kits_unarchived_total: 'For information.',
      kits_overview_requests_total: 'For information, by the `status` that was asked for.',
      kits_active_count: 'From the database, after each change and by the callback `kits`: `max` over the replicas.',
      kits_archived_count: 'As above.',
      kit_detail_views_total: 'For information; the reload after a change counts too.',
      kit_content_mutations_total: 'For information, by `action`.',
      kit_content_update_duration_seconds:
        'Time of the write alone. Slow: look for locks, in PostgreSQL’s `pg_stat_activity`.',
      pick_list_created_total: 'For information.',
      pick_list_lines_per_creation: 'For information: how large kits are.',
      pick_list_line_picked_total: 'For information; lines of no pieces are not counted.',
      pick_list_line_replanned_total: 'Many: stock is moved while pick lists are open.',
      pick_list_line_undo_total:
        'By `outcome`. `error`: the record of the pick or its stock is gone; look at the part’s history.',
      pick_list_line_undo_duration_seconds: 'Slow: look for locks.',
      pick_list_detail_requests_total: 'For information; reloads after a change count too.',
      pick_list_list_requests_total: 'For information; a bulk query counts once per kit.',
      pick_list_line_quantity_updated_total: 'For information.',
      pick_list_line_quantity_delta: 'Mostly negative: plans ask for more than people want to take.',
      pick_list_pdf_generated_total: 'For information.',
      pick_list_pdf_line_count: 'For information.',
      pick_list_pdf_box_count: 'For information: how far one walks for a kit.',
      pick_list_pdf_generation_duration_seconds: 'By `status`. `error`: the log has the reason.',
    },
  },
  {
    title: 'Shopping lists',
    text: 'Counted after each commit.',
    advice: {
      kit_shopping_list_push_total:
        'By `outcome`; `error` beside refusals of bad input: look at the log. `honor_reserved`: whether reserved pieces counted as taken.',
      kit_shopping_list_push_seconds: 'Slow: a very large kit, or locks.',
      kit_shopping_list_unlink_total: '`not_found`: two people, or a client that repeats itself.',
      shopping_list_lines_received_total: 'For information.',
      shopping_list_receive_quantity_total:
        'Pieces that came in; the same pieces are in `inventory_quantity_changes_total`.',
      shopping_list_seller_group_operations_total: 'For information, by `operation`.',
    },
  },
  {
    title: 'Labels',
    text: 'Recorded by the label service.',
    advice: {
      labels_rendered_total:
        'For information: which label stock is used. `own` stands for all templates of the operator.',
    },
  },
  {
    title: 'Scans',
    text: 'Recorded by the scan service. No code is a label or in the log.',
    advice: {
      scans_total:
        'By `kind`, and by `matched`: `sure` one part, `several` that it may be, `none`. Many `none` of `distributor_bag`: parts lack their numbers; people can have them remembered while they put away.',
      scan_actions_total: 'For information, by `action`. They also count as changes of stock.',
      scan_duration_seconds:
        'Slow ones are those that fell to the search; `part_search_duration_seconds` shows the rest of it.',
    },
  },
  {
    title: 'Exports',
    text: 'Recorded by the export service.',
    advice: {
      exports_total:
        'By `export`, `format` and `outcome` (success, aborted by the client, error). An error is in the log as "an export failed on its way".',
      export_rows_total: 'For information: how much leaves the service.',
      export_duration_seconds:
        'Long ones are slow clients more often than a slow database; each holds a connection of the pool.',
    },
  },
  {
    title: 'Imports',
    text: 'Recorded by the import service.',
    advice: {
      imports_total:
        'By `kind` and `outcome`. `failed`: files that could not be read; `import_refused_files_total` says why. `repeated`: everything was there already.',
      import_rows_total: 'By `kind` and `result`. Many `left_out`: rows with errors that nobody mends.',
      import_matches_total:
        'By the rule that has found the part (`reason`). Many `none`: new parts, or numbers that the catalogue lacks.',
      import_refused_files_total:
        'By the code of the import. `BOMB`, `TOO_MANY_CELLS` and `OUT_OF_MEMORY`: hostile or very large files. `TIMED_OUT`: raise `IMPORT_TIMEOUT_SECONDS` or split the file.',
      import_read_duration_seconds: 'By `format`. The worker that reads takes some tenths of a second to start.',
      import_match_duration_seconds: 'Finding parts and planning; grows with the rows of the file.',
      import_commit_duration_seconds: 'Commits follow one another, so waiting for another one counts.',
      imports_open:
        'By `status`. `reading` or `committing` for long: look at the tasks of that name. `proposed`: people have not decided yet.',
    },
  },
  {
    title: 'Documents',
    text: 'Files, and what is fetched for users from other servers.',
    advice: {
      attachments_created_total: 'By `source` and `type`. Multiply with typical sizes to plan storage.',
      outbound_downloads_total:
        '`error`: sites that do not answer. `blocked`: an address that users may not reach was asked for; if it should be reachable see `OUTBOUND_ALLOWED_HOSTS`.',
      thumbnail_requests_total:
        '`error`: files that cannot be read as pictures. Many `generated`: the cache in `THUMBNAIL_STORAGE_PATH` does not last.',
    },
  },
  {
    title: 'AI',
    text: 'Calls of the model API, by model and its settings.',
    advice: {
      ai_analysis_requests_total: `By \`status\`; each try counts. ${alert('InventoryAiErrors')}`,
      ai_analysis_duration_seconds:
        'Grows with the effort (`OPENAI_REASONING_EFFORT`) and with the load of the provider. Beyond `TASK_TIMEOUT_SECONDS` tasks fail.',
      ai_analysis_tokens_total:
        'By `type`. Much `reasoning`: lower the effort. Little `cached_input`: every prompt is paid in full.',
      ai_analysis_cost_dollars_total: 'An estimate by the price table; compare with the bill, and mend `AI_PRICING`.',
      ai_analysis_unpriced_requests_total: `Add the model to \`AI_PRICING\`. ${alert('InventoryAiUnpriced')}`,
      ai_budget_used_ratio: `Of \`AI_DAILY_TOKEN_LIMIT\` and \`AI_DAILY_COST_LIMIT\`; take the \`max\`. ${alert('InventoryAiBudgetNearlySpent')}`,
      part_duplicate_lookups_total:
        'For information: how often people look whether a part is there twice, and it may be (`has_results`).',
      ai_duplicate_search_requests_total:
        '`validation_error`: the model does not keep to the schema, try another one. `error`: it does not answer; the database’s own matches are returned all the same.',
      ai_duplicate_search_duration_seconds: 'Users wait for it before they add a part.',
      ai_duplicate_search_matches_found: 'For information, by `confidence`.',
      ai_duplicate_search_parts_dump_size: 'Candidates of the last search; each costs tokens.',
    },
  },
  {
    title: 'Mouser',
    text: 'Calls of the supplier. Without `MOUSER_SEARCH_API_KEY` nothing moves here.',
    advice: {
      mouser_api_requests_total: `\`cached\` costs nothing, \`limited\` was refused by our own limit. ${alert('InventoryMouserErrors')}`,
      mouser_api_duration_seconds: 'Real calls alone.',
      mouser_api_quota_limit: 'What `MOUSER_REQUESTS_PER_MINUTE` and `MOUSER_REQUESTS_PER_DAY` allow.',
      mouser_api_quota_remaining: `Shared by all replicas: take the \`min\`. ${alert('InventoryMouserQuotaLow')}`,
    },
  },
  {
    title: 'Sign-in',
    text: 'Those of tokens of the identity provider move only with `OIDC_ENABLED`, those of pairing only with `AUTH_MODE=own`.',
    advice: {
      auth_validation_total:
        '`expired` is normal. `invalid_signature` and `invalid_claims` in numbers: a wrong audience or issuer, or somebody who tries.',
      auth_validation_duration_seconds: 'Slow: keys are being loaded.',
      jwks_refresh_total: `\`failed\`: the identity provider does not answer. Many \`unknown_kid\`: tokens of another provider. ${alert('InventorySignInFailing')}`,
      oidc_token_exchange_total: '`failed`: client id, secret or redirect address are not what the provider knows.',
      auth_token_refresh_total: '`failed` is normal for sessions that ended at the provider.',
      devices_active:
        'Of the database, so take the `max`. More than you know of: look at the page of people and devices.',
      people_active: 'As above, by `role`.',
      pairing_attempts_total: `By \`kind\` of the code and \`outcome\`. Many \`wrong\`: somebody guesses. \`mismatched\`: somebody chose another number than the device shows. ${alert('InventorySignInGuessed')}`,
      access_tokens_used_total:
        'By `scope` (`all`: not restricted) and `outcome`. `expired` or `revoked` in numbers: a program goes on with a token that has ended. `out_of_scope`: it needs another scope.',
      sign_in_limited_total: `Each is a 429: a wrong code or token came too often. ${alert('InventorySignInGuessed')}`,
    },
  },
  {
    title: 'Live events',
    text: 'The `sse_stream_*` metrics move for streams that the service serves itself, the `sse_gateway_*` metrics with `SSE_GATEWAY_URL`.',
    advice: {
      sse_stream_active_connections: 'Open pages on this instance. Each costs a socket and some memory.',
      sse_stream_connections_total:
        'Connects far above the number of pages: a proxy cuts the streams; raise its time-out above `SSE_HEARTBEAT_INTERVAL`.',
      sse_stream_events_sent_total: '`dropped`: a reader was too slow and was cut off; it resumes.',
      live_changes_sent_total:
        'Messages about changes to all streams, see [live-changes.md](live-changes.md). A stream gets ten a second at most.',
      sse_gateway_connections_total: 'As above, with a gateway.',
      sse_gateway_events_sent_total: `\`error\`: the gateway does not know the stream, or is gone. ${alert('InventoryEventsNotDelivered')}`,
      sse_gateway_send_duration_seconds: 'Slow: the gateway is loaded; a send is given up after 2 s.',
      sse_gateway_active_connections: 'Known to the service; compare with the gateway’s own count.',
      sse_identity_binding_total:
        '`failed` with sign-in on: streams of nobody, which get what concerns everybody only.',
    },
  },
  {
    title: 'Background tasks',
    text: 'Kept in PostgreSQL, shared by all replicas.',
    advice: {
      background_tasks_total: `By \`task\` and \`status\`. ${alert('InventoryTasksFailing')}`,
      background_task_duration_seconds:
        'Near `TASK_TIMEOUT_SECONDS`: raise it, or find out what is slow. It also is how long a drain may take.',
      background_tasks_pending: `The queue is one for all replicas: take the \`max\`. Growing: more replicas, or more \`TASK_MAX_WORKERS\`. ${alert('InventoryTasksStuck')}`,
      active_tasks_at_shutdown:
        'Set when a shutdown begins; the next process has it as `previous_shutdown_active_tasks`.',
    },
  },
  {
    title: 'Shutdown',
    text: 'What comes too late for the last scrape is kept in the database and published by the next process.',
    advice: {
      application_shutting_down: `1 while the instance drains. ${alert('InventoryDrainOverBudget')}`,
      graceful_shutdown_duration_seconds: 'Complete only when nobody can scrape any more; see the next metric.',
      previous_shutdown_duration_seconds:
        'Near `GRACEFUL_SHUTDOWN_TIMEOUT`: work is cut off. The supervisor’s limit must be longer than both.',
      previous_shutdown_active_tasks: 'They went on in another process, or start anew.',
      previous_shutdown_clean: `Absent as long as the database has not been asked: nothing is known then. 0: look for the reason in the log of the process before, and for an out-of-memory kill. ${alert('InventoryUncleanShutdown')}`,
    },
  },
  {
    title: 'HTTP',
    text: '`endpoint` is the route as it is declared, `unmatched` for paths that do not exist; `status` 499 is a client that went away, or that a shutdown cut off before its request had come whole.',
    advice: {
      http_request_duration_seconds: `Rate, errors and durations of everything. Event streams count until their first byte. ${alert('InventoryErrorRate')} ${alert('InventorySlowRequests')} ${alert('InventoryClientsGiveUp')}`,
      http_active_requests: 'Rising without falling: requests wait for something, mostly the database.',
      http_slow_request_total: 'At or above `DIAGNOSTICS_SLOW_REQUEST_THRESHOLD_MS`; each is in the log at WARNING.',
      idempotent_requests_total: `By \`outcome\`, see [idempotency.md](idempotency.md). \`not_stored\`: the first ended without an answer that is kept. ${alert('InventoryRequestsRepeated')} ${alert('InventoryKeysReused')}`,
      http_request_query_count: 'With `DIAGNOSTICS_ENABLED`. Many statements in one request: report it.',
      http_request_query_time_seconds:
        'With `DIAGNOSTICS_ENABLED`. Most of the duration: the database is the place to look.',
      http_request_app_time_seconds: 'With `DIAGNOSTICS_ENABLED`. Most of the duration: the process is short of CPU.',
    },
  },
  {
    title: 'HTTPS',
    text: '',
    advice: {
      tls_certificate_end_timestamp_seconds: `0 where \`PORT\` speaks no HTTPS. ${alert('InventoryCertificateEnds')}`,
    },
  },
  {
    title: 'Database',
    text: '',
    advice: {
      data_folder_available_bytes: `Make room before it is used up. ${alert('InventoryDiskNearlyFull')}`,
      data_folder_size_bytes: 'For information; the alert compares the two.',
      db_pool_connections: `By \`state\`, as of the last poll. \`waiting\` above 0 for long: the pool is too small or statements are too slow. ${alert('InventoryPoolExhausted')}`,
      db_replica_reads_total:
        'With `DATABASE_READ_URL`, see [scaling.md](scaling.md). By `server` and `reason`: much of `behind` or `failed` means that the primary does the work of the replica.',
      db_replica_usable: '0 with `DATABASE_READ_URL` set: the primary answers everything. The log says why.',
      db_replica_lag_seconds: 'Growing: the replica is paused, held up by a long read, or too slow for the changes.',
      db_replica_lag_bytes: 'The same in bytes of the log.',
      db_query_duration_seconds: 'With `DIAGNOSTICS_ENABLED`, statements of requests alone.',
      db_slow_query_total: 'With `DIAGNOSTICS_ENABLED`; the log has the statements at WARNING as `SLOW QUERY`.',
    },
  },
  {
    title: 'Poller',
    text: '`callback` is what polls: `dashboard`, `kits`, `tasks`, `database`, `ai`, `mouser`, `part-search`.',
    advice: {
      metrics_poller_callback_duration_seconds:
        'Near 30 s: the callback will be abandoned. The database is slow, or the inventory very large.',
      metrics_poller_callback_failures_total:
        'The log has `polling callback failed` with its name and the error. `timeout`: it hangs.',
      metrics_poller_callback_last_success_timestamp_seconds: `How old the gauges of this callback are. ${alert('InventoryPollerStale')}`,
    },
  },
]
