import { bigint, bool, float, int, nothing, nullable, statement, text } from '../database/statement.ts'

/** First key of the two-part advisory lock that a running process holds on its own row; services of other schemas differ. */
const ALIVE_LOCK = `case current_schema() when 'public' then 481 else hashtext(current_schema()) end`

/** Whether the server is a standby, and whether it refuses to write. */
export const SERVER_STATE = statement(
  `select pg_is_in_recovery() as standby, current_setting('transaction_read_only')::bool as read_only`,
  { standby: bool, read_only: bool },
)

/** How many connections the server allows. */
export const MAX_CONNECTIONS = statement('show max_connections', { max_connections: text() })

/** An id for the row of this process. */
export const NEXT_RUN_ID = statement(`select nextval(pg_get_serial_sequence('process_runs', 'id'))::int as id`, {
  id: int,
})

/** Shows that the process of run `$1` is running, for as long as the connection is open. */
export const LOCK_RUN = statement(`select pg_advisory_lock(${ALIVE_LOCK}, $1) as locked`, { locked: nothing })

/** Deletes the runs `$1`. */
export const DELETE_RUNS = statement('delete from process_runs where id = any($1)', {})

/** Stores that run `$1` has begun, on the host `$2` and of the version `$3`. */
export const ADD_RUN = statement('insert into process_runs (id, host, version) values ($1, $2, $3)', {})

/** Stores the end of run `$1`: `$2` seconds, `$3` active tasks, whether it was clean `$4`. */
export const END_RUN = statement(
  'update process_runs set ended_at = now(), duration_seconds = $2, active_tasks = $3, clean = $4 where id = $1',
  {},
)

/** Says that the process of run `$1` is running, also to those that took it for gone while it had no connection. */
export const KEEP_RUN = statement(
  'update process_runs set taken_over_at = null where id = $1 and taken_over_at is not null',
  {},
)

/**
 * Marks every run whose process is gone and that no other process has taken over. Answers how many of them have no end,
 * and the figures of the last shutdown that has one; no row when there is neither. Run `$1` is the caller's own.
 */
export const TAKE_OVER_RUNS = statement(
  `with open as materialized (
     select id, clean from process_runs
      where taken_over_at is null and id <> $1 order by id desc for update skip locked
   ), gone as materialized (
     select * from open where clean is not null or pg_try_advisory_xact_lock(${ALIVE_LOCK}, id)
   ), taken as (
     update process_runs set taken_over_at = now() where id in (select id from gone)
   ), crashed as (
     select count(*)::int as crashes from gone where clean is distinct from true
   ), ended as (
     select duration_seconds, active_tasks from process_runs where clean order by ended_at desc limit 1
   )
   select coalesce(duration_seconds, 0) as "durationSeconds", coalesce(active_tasks, 0) as "activeTasks",
          crashes = 0 as clean, crashes
     from crashed left join ended on true
    where crashes > 0 or duration_seconds is not null`,
  { durationSeconds: float, activeTasks: int, clean: bool, crashes: int },
)

/** Ids of the runs whose process holds its lock. The halves of a lock's key are shown without a sign. */
const RUNNING = `
  select objid::bigint::int as id from pg_locks
   where locktype = 'advisory' and granted and objsubid = 2
     and classid::bigint = ((${ALIVE_LOCK})::bigint & 4294967295)
     and database = (select oid from pg_database where datname = current_database())`

/** The processes that run, the oldest first; `$1` is the caller's own run. */
export const REPLICAS = statement(
  `select host, version, iso_utc(started_at) as started_at, id is not distinct from $1::int as is_this
     from process_runs where ended_at is null and id in (${RUNNING}) order by id`,
  { host: nullable(text()), version: nullable(text()), started_at: text(), is_this: bool },
)

/** The last `$1` processes that have ended, the latest first. Of one that was killed the end is when that was noticed. */
export const SHUTDOWNS = statement(
  `select host, version, iso_utc(coalesce(ended_at, taken_over_at)) as ended_at, duration_seconds, active_tasks,
          coalesce(clean, false) as clean
     from process_runs
    where ended_at is not null or (taken_over_at is not null and id not in (${RUNNING}))
    order by id desc limit $1`,
  {
    host: nullable(text()),
    version: nullable(text()),
    ended_at: text(),
    duration_seconds: nullable(float),
    active_tasks: nullable(int),
    clean: bool,
  },
)

/** What the database server is, and how large the database. */
export const DATABASE_SIZE = statement(
  `select current_setting('server_version') as version, pg_database_size(current_database()) as size_bytes`,
  { version: text(), size_bytes: bigint },
)
