import { json, statement } from '../../../plugins/database/statement.ts'

/** Payloads that are kept for pages; beyond that the oldest are dropped. */
const MAX_PENDING = 1000

/** The payload that is kept for the page `$1`. */
export const PENDING_VERSION = statement('select payload from pending_version_events where request_id = $1', {
  payload: json<unknown>(),
})

/** Keeps the payload `$2` for the page `$1`. */
export const KEEP_PENDING_VERSION = statement(
  `insert into pending_version_events (request_id, payload) values ($1, $2)
   on conflict (request_id) do update set payload = excluded.payload, queued_at = clock_timestamp()`,
  {},
)

/** Deletes the oldest payloads when there are too many. */
export const DELETE_SURPLUS_VERSIONS = statement(
  `delete from pending_version_events where request_id in
     (select request_id from pending_version_events order by queued_at desc, request_id offset ${MAX_PENDING})`,
  {},
)

/** Deletes the payload of the page `$1`. */
export const DELETE_PENDING_VERSION = statement('delete from pending_version_events where request_id = $1', {})
