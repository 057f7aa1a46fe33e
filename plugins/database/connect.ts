import type { MikroORM } from '@mikro-orm/postgresql'
import type pg from 'pg'
import { startEmbeddedServer } from '../embedded-postgres/index.ts'
import type { Log } from '../log.ts'
import { type CallbackFailureListener, Database } from './database.ts'
import { endPool } from './end-pool.ts'
import { createOrm, type OrmOptions } from './instance-orm.ts'
import { Leases, type StatementListener } from './lease.ts'
import { DEFAULT_LIMITS, type SessionLimits } from './limits.ts'
import { OpenConnections } from './open-connections.ts'
import { createPool } from './pool.ts'
import { poolAtRest } from './pool-at-rest.ts'
import { createClient } from './query-builder.ts'
import { createReplica, type Replica } from './replica/replica.ts'
import { makeClient } from './single-connection.ts'
import type { StatementNaming } from './statement-naming.ts'

export interface ConnectOptions {
  /** Connection URL, or null for the embedded server below `dataDir`. */
  databaseUrl: string | null
  dataDir: string
  /** Most connections that are open at once. */
  poolMax: number
  /** Seconds to wait for a free connection. */
  poolTimeoutSeconds: number
  limits?: SessionLimits
  /** Whether statements are prepared under names. Default: they are. */
  naming?: StatementNaming
  ormOptions: OrmOptions
  onStatement?: StatementListener | undefined
  onCallbackFailure?: CallbackFailureListener
  /** Called when the server does not answer while the connection is closed. */
  onGone?: () => void
  /** Told what is being done when that takes a moment. */
  onProgress?: (message: string) => void
  /** Told when the embedded server has ended by itself. */
  onTrouble?: (message: string) => void
  /** A standby of the server for reads; null and nothing for none. */
  replica?: ReplicaConnectOptions | null
}

export interface ReplicaConnectOptions {
  url: string
  /** How long a read waits until the standby has what was committed before, in milliseconds. */
  waitMs: number
  log: Pick<Log, 'info' | 'warn'>
}

/** How long statements that are under way at the close get: one that takes longer is cut off. */
const REST_SECONDS = 5

/** A connected database with everything that works on it. */
export interface DatabaseConnection {
  /** Where the database is, password included. */
  url: string
  pool: pg.Pool
  orm: MikroORM
  db: Database
  /** All connections to the server; those that others open are added to them. */
  connections: OpenConnections
  /** The standby for reads; its watch has to be started. */
  replica: Replica | null
  /** Closes all connections, and ends the embedded server when this connection started or adopted it. */
  close(): Promise<void>
}

/** Opens the database: the given server, or the embedded one, which is started first. */
export async function connectDatabase({
  databaseUrl,
  dataDir,
  poolMax,
  ormOptions,
  onStatement,
  onCallbackFailure,
  onGone,
  onProgress = () => {},
  onTrouble = () => {},
  replica: replicaOptions = null,
  ...session
}: ConnectOptions): Promise<DatabaseConnection> {
  const embedded = databaseUrl === null ? await startEmbeddedServer({ dataDir, onProgress, onTrouble }) : null
  const url = embedded?.url ?? databaseUrl ?? ''
  const connections = new OpenConnections({ makeClient: () => makeClient(url, 'electronics-inventory'), onGone })
  const pool = createPool({ databaseUrl: url, poolMax, connections, ...session })
  const client = createClient(pool, onStatement)
  const orm = createOrm(ormOptions, client)
  const leases = new Leases(pool, onStatement)
  const { limits = DEFAULT_LIMITS, naming, poolTimeoutSeconds } = session
  const replica =
    replicaOptions &&
    createReplica({
      ...replicaOptions,
      primary: leases,
      poolMax,
      poolTimeoutSeconds,
      limits,
      preparesStatements: naming?.isOn ?? true,
      onStatement,
    })
  return {
    url,
    pool,
    connections,
    orm,
    db: new Database(orm, leases, onCallbackFailure, replica),
    replica,
    async close() {
      connections.beginClosing()
      await replica?.close()
      await poolAtRest(pool, REST_SECONDS)
      await orm.close(true)
      // The ORM closes the client only when it has used it itself.
      await client.destroy()
      // And the client ends the pool only when it has used that.
      await endPool(pool)
      connections.stop()
      await embedded?.stop()
    },
  }
}
