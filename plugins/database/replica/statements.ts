import { bigint, nullable, statement, text } from '../statement.ts'

/** A position in the log of the server (WAL), in bytes since its beginning: below 2^53 for 9 petabytes of changes. */
const bytes = (position: string) => `pg_wal_lsn_diff(${position}, '0/0')::bigint`

/**
 * Up to where the log holds everything that has been committed. What is written behind it belongs to transactions that
 * are still open, or is none; where commits do not wait for the disk, they may stand there, too.
 */
export const COMMITTED_POSITION = statement(
  `select ${bytes(`case current_setting('synchronous_commit') when 'off' then pg_current_wal_insert_lsn()
                        else pg_current_wal_flush_lsn() end`)} as position`,
  { position: bigint },
)

/** Up to where a standby has replayed the log; for a server that has been promoted, up to where it has written its own. */
const REPLAYED = `case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_flush_lsn() end`

/** Null for a server that does not tell. */
export const REPLAYED_POSITION = statement(`select ${bytes(REPLAYED)} as position`, { position: nullable(bigint) })

/** What a server and all of its standbys have in common, and no other server: the cluster and the database in it. */
export const IDENTITY = statement(
  `select concat(system_identifier, '/', (select oid from pg_database where datname = current_database())) as identity
     from pg_control_system()`,
  { identity: text() },
)
