import pg from 'pg'
import { Client } from './client.ts'
import { connectionConfig } from './connection-config.ts'
import { DEFAULT_LIMITS, type SessionLimits } from './limits.ts'
import { clientsOf, type OpenConnections } from './open-connections.ts'
import { GuardedSessions, hasRefusedChange } from './statement-guard.ts'
import { StatementNaming } from './statement-naming.ts'

export interface PoolOptions {
  /** Connection URL of the PostgreSQL server. */
  databaseUrl: string
  /** Most connections that are open at once. */
  poolMax: number
  /** Seconds to wait for a free connection. */
  poolTimeoutSeconds: number
  limits?: SessionLimits
  /** Whether statements are prepared under names. Default: they are. */
  naming?: StatementNaming
  /** What the server calls the connections. */
  applicationName?: string
  /** Where its connections are known, so that none is waited for without end when the instance closes. */
  connections?: OpenConnections
}

const parseAsText = (value: string): string => value
const DATE_AND_TIME_TYPES: readonly number[] = [
  pg.types.builtins.DATE,
  pg.types.builtins.TIMESTAMP,
  pg.types.builtins.TIMESTAMPTZ,
  pg.types.builtins.INTERVAL,
]

/**
 * Column types as the service reads them: 64-bit integers as numbers (counts and sums; all stay below 2^53), dates
 * and times as text, which is what the ORM parses.
 */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === pg.types.builtins.INT8) return Number
    if (DATE_AND_TIME_TYPES.includes(oid)) return parseAsText
    return pg.types.getTypeParser(oid, format)
  },
}

/** What the pool says of a connection that broke while nobody had it: it hands it out no more. */
function ignoreDroppedConnection(): void {}

/** A pool that opens connections when they are needed. A connection that broke is never handed out again. */
export function createPool({
  databaseUrl,
  poolMax,
  poolTimeoutSeconds,
  limits = DEFAULT_LIMITS,
  naming = new StatementNaming(true),
  applicationName = 'electronics-inventory',
  connections,
}: PoolOptions): pg.Pool {
  const sessions = new GuardedSessions({ limits, naming })
  const pool = new pg.Pool({
    ...connectionConfig(databaseUrl, applicationName),
    max: poolMax,
    connectionTimeoutMillis: poolTimeoutSeconds * 1000,
    types,
    onConnect: (client) => sessions.open(client, poolTimeoutSeconds),
    Client: connections === undefined ? Client : clientsOf(connections),
  })
  pool.on('error', ignoreDroppedConnection)
  // The pool keeps none that is being ended, and tells of a release before it looks.
  pool.on('release', (_error, client) => {
    if (hasRefusedChange(client)) client.end().catch(() => {})
  })
  return pool
}
