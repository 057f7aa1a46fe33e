import type { MikroORM } from '@mikro-orm/postgresql'
import type pg from 'pg'
import { installJobQueue } from '../job-queue/install.ts'

/** Advisory lock that one migrating process holds at a time. */
const MIGRATION_LOCK = 0x1e1ed

/** How many migrations the database still lacks. Rejects when that cannot be read. */
export async function countPendingMigrations(orm: MikroORM): Promise<number> {
  return (await orm.migrator.getPending()).length
}

/**
 * Runs `work` while no other process can migrate the same database; waits for one that does.
 *
 * @param pool where the connection that holds the lock comes from.
 */
export async function withMigrationLock<T>(pool: pg.Pool, work: () => Promise<T>): Promise<T> {
  const connection = await pool.connect()
  try {
    await connection.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    return await work()
  } finally {
    await connection.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => {})
    connection.release()
  }
}

/**
 * Applies all pending migrations one by one, replicas that start together one after the other, and brings the job
 * queue's schema up to date.
 *
 * @param onApplied called with the name of each migration that was applied.
 * @returns the names that were applied, in order.
 */
export async function migrate(
  orm: MikroORM,
  pool: pg.Pool,
  onApplied: (name: string) => void = () => {},
): Promise<string[]> {
  return withMigrationLock(pool, async () => {
    const pending = await orm.migrator.getPending()
    for (const { name } of pending) {
      await orm.migrator.up({ migrations: [name] })
      onApplied(name)
    }
    await installJobQueue(pool)
    return pending.map(({ name }) => name)
  })
}

/** The name of the last migration that was applied, or null for a database without any. */
export async function readRevision(pool: pg.Pool): Promise<string | null> {
  const { rows } = await pool.query<{ known: boolean }>(`select to_regclass('schema_migrations') is not null as known`)
  if (!rows[0]?.known) return null
  const last = await pool.query<{ name: string }>('select name from schema_migrations order by id desc limit 1')
  return last.rows[0]?.name ?? null
}

/**
 * Drops everything that the service ever created: tables, sequences, functions, types and the job queue's schema.
 */
export async function recreate(pool: pg.Pool): Promise<void> {
  await withMigrationLock(pool, async () => {
    await pool.query(`
      drop schema if exists graphile_worker cascade;
      drop schema public cascade;
      create schema public`)
  })
}
