import { MikroORM, type Options } from '@mikro-orm/postgresql'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import { startEmbeddedServer } from '../embedded-postgres/index.ts'
import { Database } from './database.ts'
import { createClient, createPool, type StatementListener } from './pool.ts'

export interface ConnectOptions {
  /** Connection URL, or null for the embedded server below `dataDir`. */
  databaseUrl: string | null
  dataDir: string
  /** Most connections that are open at once. */
  poolMax: number
  /** Seconds to wait for a free connection. */
  poolTimeoutSeconds: number
  /** Makes the ORM's options around the statement client. */
  ormOptions: (client: Kysely<unknown>) => Options
  onStatement?: StatementListener | undefined
  /** Told what is being done when that takes a moment. */
  onProgress?: (message: string) => void
}

const LOOK_MS = 100

/** A connected database with everything that works on it. */
export interface DatabaseConnection {
  /** Where the database is, password included. */
  url: string
  pool: pg.Pool
  orm: MikroORM
  db: Database
  /** Closes all connections, and ends the embedded server when this connection started or adopted it. */
  close(): Promise<void>
}

/**
 * Resolves when nobody waits for a connection or has one: a pool that ends with a queue leaves those in it without an
 * answer, and the statement client loses a connection that is still being opened when it is destroyed.
 */
async function atRest(pool: pg.Pool): Promise<void> {
  while (pool.waitingCount > 0 || pool.idleCount < pool.totalCount) {
    const { promise, resolve } = Promise.withResolvers<void>()
    // Whoever waits too long leaves the queue without an event, and so does a connection that could not be opened.
    const look = setTimeout(resolve, LOOK_MS)
    pool.once('release', () => resolve())
    await promise
    clearTimeout(look)
  }
}

/** Opens the database: the given server, or the embedded one, which is started first. */
export async function connectDatabase({
  databaseUrl,
  dataDir,
  poolMax,
  poolTimeoutSeconds,
  ormOptions,
  onStatement,
  onProgress = () => {},
}: ConnectOptions): Promise<DatabaseConnection> {
  const embedded = databaseUrl === null ? await startEmbeddedServer({ dataDir, onProgress }) : null
  const url = embedded?.url ?? databaseUrl ?? ''
  const pool = createPool({ databaseUrl: url, poolMax, poolTimeoutSeconds })
  const client = createClient(pool, onStatement)
  const orm = await MikroORM.init(ormOptions(client))
  return {
    url,
    pool,
    orm,
    db: new Database(orm, client),
    async close() {
      await atRest(pool)
      await orm.close(true)
      // The ORM closes the client only when it has used it itself.
      await client.destroy()
      await embedded?.stop()
    },
  }
}
