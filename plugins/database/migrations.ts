import type { MikroORM } from '@mikro-orm/postgresql'
import pg from 'pg'
import { installJobQueue } from '../job-queue/install.ts'
import { withLimits } from './limits.ts'
import { assertCanMigrate } from './migration-check.ts'
import { explainMigrationFailure, explainUnreadableNote } from './migration-failure.ts'
import { applyMigration, listMigrations } from './migration-list.ts'
import { ensureWorkingSchema, findWorkingSchema } from './working-schema.ts'

/** Advisory lock that one migrating process holds at a time. */
const MIGRATION_LOCK = 0x1e1ed

/** A large table may take long to change, and another process that migrates may take as long. */
const MIGRATION_LIMITS = { statementSeconds: 86_400, lockSeconds: 86_400 }

/**
 * Runs `work` while no other process can migrate the same database; waits for one that does.
 *
 * @param pool where the connection that holds the lock comes from; `work` may use that connection.
 */
export async function withMigrationLock<T>(pool: pg.Pool, work: (connection: pg.PoolClient) => Promise<T>): Promise<T> {
  return withLimits(MIGRATION_LIMITS, async () => {
    const connection = await pool.connect()
    let failed = true
    try {
      await connection.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
      const result = await work(connection)
      await connection.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK])
      failed = false
      return result
    } finally {
      // The lock goes with the connection.
      connection.release(failed)
    }
  })
}

/** The names of the migrations that the database has, in their order. Reads nothing outside the working schema. */
export async function readApplied(connection: pg.ClientBase): Promise<string[]> {
  const { name } = await findWorkingSchema(connection)
  const table = `${pg.escapeIdentifier(name)}.schema_migrations`
  try {
    const { rows } = await connection.query<{ known: boolean }>('select to_regclass($1) is not null as known', [table])
    if (!rows[0]?.known) return []
    const applied = await connection.query<{ name: string }>(`select name from ${table} order by id`)
    return applied.rows.map((row) => row.name)
  } catch (error) {
    throw explainUnreadableNote(error)
  }
}

async function withConnection<T>(pool: pg.Pool, work: (connection: pg.PoolClient) => Promise<T>): Promise<T> {
  const connection = await pool.connect()
  try {
    const result = await work(connection)
    connection.release()
    return result
  } catch (error) {
    connection.release(true)
    throw error
  }
}

/** How many migrations the database still lacks. Rejects when that cannot be read. */
export async function countPendingMigrations(orm: MikroORM, pool: pg.Pool): Promise<number> {
  const applied = new Set(await withConnection(pool, readApplied))
  return listMigrations(orm).filter(({ name }) => !applied.has(name)).length
}

/** The name of the last migration that was applied, or null for a database without any. */
export async function readRevision(pool: pg.Pool): Promise<string | null> {
  return (await withConnection(pool, readApplied)).at(-1) ?? null
}

/**
 * Applies all pending migrations one by one, replicas that start together one after the other, and brings the job
 * queue's schema up to date.
 *
 * @param onApplied called with the name of each migration that was applied.
 * @returns the names that were applied, in order.
 * @throws StartError that says what to do, when the database can only be read, rights are missing, or another program's
 *   tables are in the way.
 */
export async function migrate(
  orm: MikroORM,
  pool: pg.Pool,
  onApplied: (name: string) => void = () => {},
): Promise<string[]> {
  return withMigrationLock(pool, async (connection) => {
    const applied = await readApplied(connection)
    const pending = listMigrations(orm).filter(({ name }) => !applied.includes(name))
    try {
      // A database that can only be read takes not even statements that would change nothing.
      if (pending.length > 0) {
        await assertCanMigrate(orm, connection, applied)
        await prepareNote(connection)
      }
      for (const migration of pending) {
        await applyMigration(orm, connection, migration)
        onApplied(migration.name)
      }
      await installJobQueue(connection, pool)
    } catch (error) {
      throw await explainMigrationFailure(error, connection)
    }
    return pending.map(({ name }) => name)
  })
}

/** Makes the working schema, and in it the table that holds which migrations the database has. */
async function prepareNote(connection: pg.ClientBase): Promise<void> {
  const schema = pg.escapeIdentifier(await ensureWorkingSchema(connection))
  await connection.query(`
    create table if not exists ${schema}.schema_migrations (
      id serial primary key,
      name varchar(255) not null,
      executed_at timestamptz default current_timestamp
    )`)
}
