import { Logger, runMigrations } from 'graphile-worker'
import type pg from 'pg'

const SILENT = new Logger(() => () => {})

function ignore(): void {}

/**
 * Brings the schema of the job queue (`graphile_worker`) up to date; does nothing when it is. Replicas may do it at the
 * same time.
 */
export async function installJobQueue(pool: pg.Pool): Promise<void> {
  // The queue warns on the console about a pool without these. A statement on a connection that breaks rejects anyway.
  pool.on('error', ignore).on('connect', ignore)
  try {
    await runMigrations({ pgPool: pool, logger: SILENT })
  } finally {
    pool.off('error', ignore).off('connect', ignore)
  }
}
