import type { MikroORM } from '@mikro-orm/postgresql'
import type { FastifyBaseLogger } from 'fastify'
import fp from 'fastify-plugin'
import type pg from 'pg'
import { StartError } from '../start-error.ts'
import { type ConnectOptions, connectDatabase } from './connect.ts'
import { explainConnection } from './connection-problem.ts'
import type { Database } from './database.ts'
import { DatabaseUnusableError } from './database-error.ts'
import { failureFields } from './failure-fields.ts'
import { sessionOptions } from './limits.ts'
import { countPendingMigrations, migrate } from './migrations.ts'
import { CLOSING_WAIT_SECONDS, type OpenConnections } from './open-connections.ts'
import { logPoolUse } from './pool-log.ts'
import { SchemaState } from './schema-state.ts'
import { StatementNaming } from './statement-naming.ts'

declare module 'fastify' {
  interface FastifyInstance {
    orm: MikroORM
    /** Statements and units of work. */
    db: Database
    /** The connection pool below `orm` and `db`. */
    pool: pg.Pool
    /** All connections to the database; whoever opens one beside `pool` adds it. */
    connections: OpenConnections
    /** Whether the migrations are applied, and what waits for them. */
    schema: SchemaState
    /** Where the database is, password included. */
    databaseUrl: string
    /** Whether statements are prepared under names; for pools beside `pool`. */
    statementNaming: StatementNaming
  }
}

export interface DatabaseOptions extends Pick<ConnectOptions, 'ormOptions' | 'onStatement'> {
  /** What has to follow the migrations at start, such as rows that every database must have. */
  afterMigrate?: (db: Database) => Promise<void>
}

/**
 * Connects the service to PostgreSQL: `DATABASE_URL`, or the embedded server when that is not set.
 *
 * Register it before whatever needs the database until the end: what is registered last closes first.
 */
export default fp<DatabaseOptions>(
  async (app, { ormOptions, onStatement, afterMigrate }) => {
    const { config, log } = app
    const statementNaming = new StatementNaming(config.dbPreparedStatements, () => log.warn(MIXED_SESSIONS))
    const { url, pool, connections, orm, db, replica, close } = await connectDatabase({
      databaseUrl: config.databaseUrl,
      dataDir: config.dataDir,
      poolMax: config.poolMax,
      ...sessionOptions(config),
      naming: statementNaming,
      ormOptions,
      onStatement,
      onCallbackFailure: (err) => log.error({ err }, 'what follows a change failed; the change itself was made'),
      onGone: () => log.warn({ seconds: CLOSING_WAIT_SECONDS }, GONE),
      onProgress: (message) => log.info(message),
      onTrouble: (message) => log.warn(message),
      replica:
        config.databaseReadUrl === null ? null : { url: config.databaseReadUrl, waitMs: config.dbReadWaitMs, log },
    })
    app.addHook('onClose', close)
    pool.on('error', (error) =>
      log.warn(failureFields(error), 'an idle database connection broke: another one is opened when it is needed'),
    )
    if (config.dbPoolEcho !== false) logPoolUse(pool, log)

    const isReached = await lookAtDatabase(db, log)
    if (isReached && config.databaseUrl !== null && config.poolMax > 1) await openTwoConnections(pool)
    if (config.migrateOnStart) {
      await migrate(orm, pool, (name) => log.info({ migration: name }, 'migration applied'))
      await afterMigrate?.(db)
    }
    // The service starts without it: the primary answers until the standby is found.
    void replica?.watch.start()
    const schema = new SchemaState(() => countPendingMigrations(orm, pool), log)
    app.addHook('onClose', () => schema.stop())
    await schema.watch(isReached)
    app.decorate('schema', schema)
    app.decorate('orm', orm)
    app.decorate('db', db)
    app.decorate('pool', pool)
    app.decorate('connections', connections)
    app.decorate('databaseUrl', url)
    app.decorate('statementNaming', statementNaming)
  },
  { name: 'database', fastify: '5.x', dependencies: ['config'] },
)

const GONE = 'the database does not answer: the service closes without telling it'

const MIXED_SESSIONS =
  'prepared statements do not stay with their connection, as behind a connection pooler in transaction mode: from now' +
  ' on statements are sent without names. Set DB_PREPARED_STATEMENTS=false to have it so from the start, or let the' +
  ' pooler keep sessions or names (PgBouncer from 1.21: max_prepared_statements)'

/** Each connection prepares its first statement: when two of them share a session of the server, that shows. */
async function openTwoConnections(pool: pg.Pool): Promise<void> {
  const first = await pool.connect()
  try {
    const second = await pool.connect()
    second.release()
  } catch {
    // A server with no room for a second one says so to whoever needs it.
  } finally {
    first.release()
  }
}

/**
 * A database that cannot be reached may come later: the service starts, and is not ready.
 *
 * @returns whether it was reached.
 * @throws StartError when the service can never work with it.
 */
async function lookAtDatabase(db: Database, log: FastifyBaseLogger): Promise<boolean> {
  try {
    await db.query('select 1')
    return true
  } catch (err) {
    if (err instanceof DatabaseUnusableError) throw new StartError(err.message, { cause: err })
    const reason = explainConnection(err)
    log.warn({ reason }, 'there is no connection to the database; the service is not ready until there is one')
    return false
  }
}
