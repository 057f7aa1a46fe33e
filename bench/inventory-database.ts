import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { ormOptions } from '../mikro-orm.config.ts'
import { connectDatabase } from '../plugins/database/connect.ts'
import { migrate } from '../plugins/database/migrations.ts'
import { startEmbeddedServer } from '../plugins/embedded-postgres/index.ts'
import { syncPredefinedTypes } from '../services/catalogue/types/predefined-types.ts'
import { generateParts } from '../services/sample-data/generate-parts.ts'

/** A PostgreSQL server for benchmarks, with databases of generated parts. */
export interface BenchServer {
  /** Makes a database with so many parts. @returns its connection URL. */
  createInventory(parts: number): Promise<string>
  stop(): Promise<void>
}

/** Starts a server in a temporary folder, with durable commits as in production. */
export async function startBenchServer(): Promise<BenchServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'inventory-bench-'))
  const server = await startEmbeddedServer({ dataDir })
  return {
    async createInventory(parts) {
      const name = `inventory_${parts}`
      const admin = new pg.Client({ connectionString: server.url })
      await admin.connect()
      await admin.query(`create database ${name}`)
      await admin.end()
      const url = new URL(server.url)
      url.pathname = `/${name}`
      const started = performance.now()
      const { orm, pool, db, close } = await connectDatabase({
        databaseUrl: url.href,
        dataDir,
        poolMax: 4,
        poolTimeoutSeconds: 10,
        ormOptions,
      })
      await migrate(orm, pool)
      await syncPredefinedTypes(db)
      await generateParts(db, parts)
      await close()
      console.log(`  ${parts} parts generated in ${((performance.now() - started) / 1000).toFixed(0)} s`)
      return url.href
    },
    async stop() {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
