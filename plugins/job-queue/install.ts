import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import { StartError } from '../start-error.ts'

const SILENT = new Logger(() => () => {})

/** What tells the queue's schema from one that somebody else has made. */
const MARK = 'Job queue of electronics-inventory'

function ignore(): void {}

/** The schema of the service's job queue. Rejects on a database that lacks the migration which names it. */
async function readJobQueueSchema(connection: Pick<pg.ClientBase, 'query'>): Promise<string> {
  const { rows } = await connection.query<{ name: string }>('select job_queue_schema() as name')
  const name = rows[0]?.name
  if (name === undefined) throw new Error('The database does not name the schema of its job queue')
  return name
}

/** Whether a schema exists, and is the service's. */
async function findSchema(connection: pg.ClientBase, name: string): Promise<'missing' | 'own' | 'foreign'> {
  const { rows } = await connection.query<{ mark: string | null }>(
    `select obj_description(oid, 'pg_namespace') as mark from pg_namespace where nspname = $1`,
    [name],
  )
  if (rows[0] === undefined) return 'missing'
  return rows[0].mark === MARK ? 'own' : 'foreign'
}

/**
 * The schema of the job queue, once a migration has made it. A worker that began earlier would make it itself, without
 * the mark that tells it from a schema of somebody else.
 *
 * @throws Error as long as it is not there.
 */
export async function readInstalledJobQueue(connection: pg.ClientBase): Promise<string> {
  const schema = await readJobQueueSchema(connection)
  if ((await findSchema(connection, schema)) !== 'own') throw new Error(`The job queue has no schema ${schema} yet`)
  return schema
}

/**
 * Brings the schema of the job queue up to date; does nothing when it is. The database has been migrated.
 *
 * @param connection of the process that migrates.
 * @param pool where the queue takes connections from.
 * @throws StartError when somebody else has a schema of that name.
 */
export async function installJobQueue(connection: pg.ClientBase, pool: pg.Pool): Promise<void> {
  const schema = await readJobQueueSchema(connection)
  const found = await findSchema(connection, schema)
  if (found === 'foreign') {
    throw new StartError(`The schema ${schema}, which the job queue needs, belongs to something else: rename that one`)
  }
  if (found === 'missing') {
    const name = pg.escapeIdentifier(schema)
    await connection.query(
      `begin; create schema ${name}; comment on schema ${name} is ${pg.escapeLiteral(MARK)}; commit`,
    )
  }
  // The queue warns on the console about a pool without these. A statement on a connection that breaks rejects anyway.
  pool.on('error', ignore).on('connect', ignore)
  try {
    await runMigrations({ pgPool: pool, schema, logger: SILENT })
  } finally {
    pool.off('error', ignore).off('connect', ignore)
  }
}

/** Drops the job queue, as part of the transaction that is open on the connection. A schema of others stays. */
export async function dropJobQueue(connection: pg.ClientBase): Promise<void> {
  const schema = await readJobQueueSchema(connection)
  if ((await findSchema(connection, schema)) !== 'own') return
  await connection.query(`drop schema ${pg.escapeIdentifier(schema)} cascade`)
}
