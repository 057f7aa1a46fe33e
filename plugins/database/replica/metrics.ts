import { Counter, Gauge } from 'prom-client'

/**
 * Why a read that may be answered by the replica was answered by which server:
 * - `caught_up`: the replica had replayed everything that was committed before
 * - `behind`: it had not, within DB_READ_WAIT_MS
 * - `no_connection`: it could not be reached, or all connections to it were in use
 * - `failed`: it refused, or cancelled the read because of what it had to replay
 * - `after_change`: the same request had changed something, or had been read from the primary before
 */
export type ReadReason = 'caught_up' | 'behind' | 'no_connection' | 'failed' | 'after_change'

export const DB_REPLICA_READS_TOTAL = new Counter({
  name: 'db_replica_reads_total',
  help: 'Statements and read-only transactions that the read replica may answer, by the server that did, and why',
  labelNames: ['server', 'reason'] as const,
})

export const DB_REPLICA_USABLE = new Gauge({
  name: 'db_replica_usable',
  help: 'Whether reads go to the read replica: 1, or 0 while it is lost or behind, and where none is configured',
})

export const DB_REPLICA_LAG_SECONDS = new Gauge({
  name: 'db_replica_lag_seconds',
  help: 'How old the newest change is that the read replica has; 0 when it has all of them',
})

export const DB_REPLICA_LAG_BYTES = new Gauge({
  name: 'db_replica_lag_bytes',
  help: 'How much of the log of the database the read replica has not replayed yet',
})
