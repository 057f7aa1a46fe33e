import type pg from 'pg'
import { DatabaseUnusableError } from './database-error.ts'
import type { SessionLimits } from './limits.ts'

/** The server finds out within about a minute that a client's host is gone, and frees the locks of its sessions. */
const TCP_SETTINGS = {
  tcp_keepalives_idle: '30',
  tcp_keepalives_interval: '10',
  tcp_keepalives_count: '3',
  tcp_user_timeout: '60000',
}

/**
 * The server compiles statements that it takes for expensive. Those of the service run for milliseconds, also where the
 * planner, which does not know the values, takes them for the longest: to compile them takes a hundred times as long.
 */
const NO_COMPILING = { jit: 'off' }

/**
 * The extension's functions and operators are called without a schema: where it lies in one that `search_path` does
 * not name, that is appended.
 */
const SEARCH_PATH = `set_config('search_path', concat_ws(', ', nullif(current_setting('search_path'), ''), (
  select quote_ident(n.nspname) from pg_extension e join pg_namespace n on n.oid = e.extnamespace
   where e.extname = 'pg_trgm' and n.nspname <> all (current_schemas(true)))), false)`

const UTF8 = 'UTF8'

/**
 * Gives a new connection what all sessions of the service have: UTC, limits, and the way to the extension.
 *
 * @param send sends a statement on that connection.
 * @throws DatabaseUnusableError when the service cannot work with this database.
 */
export async function prepareSession(
  send: (statement: pg.QueryConfig) => Promise<pg.QueryResult<{ encoding: string }>>,
  limits: SessionLimits,
): Promise<void> {
  const settings = Object.entries({
    TimeZone: 'UTC',
    statement_timeout: milliseconds(limits.statementSeconds),
    lock_timeout: milliseconds(limits.lockSeconds),
    idle_in_transaction_session_timeout: milliseconds(limits.idleTransactionSeconds),
    ...NO_COMPILING,
    ...TCP_SETTINGS,
  })
  const set = settings.map((_, n) => `set_config($${2 * n + 1}, $${2 * n + 2}, false)`)
  const { rows } = await send({
    text: `select ${set.join(', ')}, ${SEARCH_PATH}, current_setting('server_encoding') as encoding`,
    values: settings.flat(),
  })
  const encoding = rows[0]?.encoding
  if (encoding !== UTF8) {
    throw new DatabaseUnusableError(
      `The database stores text as ${encoding}, and the service needs ${UTF8}: make one with` +
        ` "create database … encoding 'UTF8' template template0" and name that in DATABASE_URL`,
    )
  }
}

/** Seconds as the server's settings take them. */
export function milliseconds(seconds: number): string {
  return String(Math.round(seconds * 1000))
}
