import type { Log } from '../../log.ts'
import { endPool } from '../end-pool.ts'
import type { Leases, StatementListener } from '../lease.ts'
import type { SessionLimits } from '../limits.ts'
import { OpenConnections } from '../open-connections.ts'
import { createPool } from '../pool.ts'
import { makeClient, openConnection } from '../single-connection.ts'
import { StatementNaming } from '../statement-naming.ts'
import { ReplicaPool } from './replica-pool.ts'
import { ReplicaWatch } from './replica-watch.ts'
import { SharedQuestion } from './shared-question.ts'
import { COMMITTED_POSITION, IDENTITY } from './statements.ts'

export interface ReplicaOptions {
  /** Where the standby is. */
  url: string
  /** The connections of the primary. */
  primary: Leases
  poolMax: number
  poolTimeoutSeconds: number
  limits: SessionLimits
  /** Whether statements are prepared under names. */
  preparesStatements: boolean
  /** How long a read waits for the standby, in milliseconds. */
  waitMs: number
  onStatement?: StatementListener | undefined
  log: Pick<Log, 'info' | 'warn'>
}

/** Seconds that a read waits for a connection, before the primary answers it. */
const CONNECTION_SECONDS = 2
const APPLICATION_NAME = 'electronics-inventory reads'
const WATCH_LIMITS = { statementSeconds: 2, lockSeconds: 2, idleTransactionSeconds: 30 }

/** A standby of the database that answers reads. */
export interface Replica {
  pool: ReplicaPool
  watch: ReplicaWatch
  /** Up to where the log of the primary has what is committed now. */
  committed: () => Promise<number>
  /** Ends all connections to it. */
  close(): Promise<void>
}

/** Prepares the use of a standby. Nothing is connected before its watch is started, or a read needs it. */
export function createReplica(options: ReplicaOptions): Replica {
  const { url, primary, limits, waitMs, onStatement, log } = options
  const poolTimeoutSeconds = Math.min(options.poolTimeoutSeconds, CONNECTION_SECONDS)
  const connections = new OpenConnections({ makeClient: () => makeClient(url, APPLICATION_NAME) })
  const pg = createPool({
    databaseUrl: url,
    poolMax: options.poolMax,
    poolTimeoutSeconds,
    limits,
    naming: new StatementNaming(options.preparesStatements),
    applicationName: APPLICATION_NAME,
    connections,
  })
  const pool = new ReplicaPool({ pool: pg, waitMs, onStatement })
  const ask = async <Row>(text: string): Promise<Row> => {
    const lease = await primary.lend()
    try {
      const [row] = await lease.rows<Row>(text)
      if (row === undefined) throw new Error('The primary answered no row')
      return row
    } finally {
      lease.giveBack()
    }
  }
  const position = new SharedQuestion(async () => (await ask<{ position: number }>(COMMITTED_POSITION.text)).position)
  const committed = () => position.answer()
  const watch = new ReplicaWatch({
    open: () =>
      openConnection({
        databaseUrl: url,
        applicationName: 'electronics-inventory replica watch',
        limits: WATCH_LIMITS,
        poolTimeoutSeconds,
        connections,
      }),
    committed,
    identity: async () => (await ask<{ identity: string }>(IDENTITY.text)).identity,
    waitMs,
    onLost: () => pool.cut(),
    log,
  })
  return {
    pool,
    watch,
    committed,
    async close() {
      connections.beginClosing()
      await watch.stop()
      await endPool(pg)
      connections.stop()
    },
  }
}
