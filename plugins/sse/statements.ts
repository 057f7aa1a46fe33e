import { bigint, bool, nothing, nullable, statement, text } from '../database/statement.ts'
import type { EventService } from './live-event.ts'

/** Stored events that are read at once. */
export const EVENT_PAGE = 500

/** Channel on which replicas tell each other which pages have opened a stream. */
export const STREAM_CHANNEL = 'sse_streams'

const EVENT = {
  id: bigint,
  name: text(),
  service: text<EventService>(),
  subject: nullable(text()),
  /** Payload as JSON. */
  json: text(),
}
const EVENT_COLUMNS = 'id, name, service, subject, data::text as json'

/** Stores an event of the name `$1` and the service `$2`, for the subject `$3`, of the task `$4`, with the payload `$5`. */
export const APPEND_EVENT = statement('select append_sse_event($1, $2, $3, $4, $5) as id', { id: bigint })

/** The id of the newest event that was ever stored, as far as the tables still know. */
export const NEWEST_EVENT = statement(
  'select greatest(max(id), (select id from sse_event_horizon)) as id from sse_events',
  { id: nullable(bigint) },
)

/** A page of the events after `$1` up to `$2`. */
export const EVENTS_BETWEEN = statement(
  `select ${EVENT_COLUMNS} from sse_events where id > $1 and id <= $2 order by id limit ${EVENT_PAGE}`,
  EVENT,
)

/**
 * A page of the events after `$1` up to `$2` for a reader with the subject `$4`, or for one of all subjects (`$5`).
 * Events without a task only when they are newer than `$3`.
 */
export const MISSED_EVENTS = statement(
  `select ${EVENT_COLUMNS} from sse_events
    where id > $1 and id <= $2 and (task_id is not null or id > $3)
      and (subject is null or subject = $4 or $5)
    order by id limit ${EVENT_PAGE}`,
  EVENT,
)

/** Whether event `$1` was given, and no event after it can have been deleted. */
export const IS_EVENT_KNOWN = statement(
  `select $1 <= (select last_value from sse_events_id_seq)
      and ($1 >= (select id from sse_event_horizon) or exists (select from sse_events where id = $1)) as known`,
  { known: bool },
)

/** Deletes events without a task that are at least `$1` seconds old. */
export const DELETE_OLD_EVENTS = statement(
  'delete from sse_events where task_id is null and created_at <= now() - make_interval(secs => $1)',
  {},
)

/** Numbers a stream, and announces it to the other replicas: instance `$1`, opened at `$2` (ms), key `$3`. */
export const NUMBER_STREAM = statement(
  `with numbered as materialized (select nextval('sse_stream_numbers') as number)
   select number,
          pg_notify(own_channel('${STREAM_CHANNEL}'), concat_ws(':', $1::text, number, $2::text, $3::text)) as announced
     from numbered`,
  { number: bigint, announced: nothing },
)

/** Locks the stream of the page `$1`. */
export const LOCK_CONNECTION = statement('select token from sse_connections where request_id = $1 for update', {
  token: text(),
})

/** Deletes the stream with the token `$1` when it belongs to another page than `$2`. */
export const DELETE_OTHER_CONNECTION = statement(
  'delete from sse_connections where token = $1 and request_id <> $2',
  {},
)

/**
 * Stores a stream: page `$1`, token `$2`, address `$3`, subject `$4`, whether its caller may read `$5` and is an admin
 * `$6`. It replaces the older one of the page.
 */
export const STORE_CONNECTION = statement(
  `insert into sse_connections (request_id, token, url, subject, may_read, is_admin) values ($1, $2, $3, $4, $5, $6)
   on conflict (request_id) do update
      set token = excluded.token, url = excluded.url, subject = excluded.subject, may_read = excluded.may_read,
          is_admin = excluded.is_admin, connected_at = now()`,
  {},
)

/** Deletes the stream with the token `$1`. */
export const DELETE_CONNECTION = statement('delete from sse_connections where token = $1 returning request_id', {
  request_id: text(),
})

/** The stream of the page `$1`. */
export const CONNECTION_OF_PAGE = statement('select token, subject from sse_connections where request_id = $1', {
  token: text(),
  subject: nullable(text()),
})

/** The streams that get an event of the subject `$1`, where null is everybody; all streams when `$2` is set. */
export const CONNECTIONS_FOR_SUBJECT = statement(
  `select token from sse_connections where $1::text is null or subject = $1 or $2 order by connected_at`,
  { token: text() },
)

/** The streams that are bound to the subject `$1`. */
export const CONNECTIONS_OF_SUBJECT = statement('select token from sse_connections where subject = $1', {
  token: text(),
})

/** The streams whose callers may read. */
export const CONNECTIONS_OF_READERS = statement(
  'select token, subject, is_admin as "isAdmin" from sse_connections where may_read order by connected_at',
  { token: text(), subject: nullable(text()), isAdmin: bool },
)

export const COUNT_CONNECTIONS = statement('select count(*) as count from sse_connections', { count: bigint })
