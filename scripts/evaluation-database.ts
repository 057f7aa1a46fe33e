import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ormOptions } from '../mikro-orm.config.ts'
import { connectDatabase } from '../plugins/database/connect.ts'
import type { Database } from '../plugins/database/database.ts'
import { migrate } from '../plugins/database/migrations.ts'

const CONNECTIONS = 4

/** Runs `work` on an empty migrated database of its own, which is removed afterwards. */
export async function onEvaluationDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'inventory-evaluation-'))
  const { orm, pool, db, close } = await connectDatabase({
    databaseUrl: null,
    dataDir,
    poolMax: CONNECTIONS,
    poolTimeoutSeconds: 10,
    ormOptions,
  })
  try {
    await migrate(orm, pool)
    return await work(db)
  } finally {
    await close()
    await rm(dataDir, { recursive: true, force: true })
  }
}
