import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { ormOptions } from '../mikro-orm.config.ts'
import { FileStore } from '../plugins/blob-storage/file-store.ts'
import { connectDatabase } from '../plugins/database/connect.ts'
import type { Limits } from '../plugins/database/limits.ts'
import { migrate } from '../plugins/database/migrations.ts'
import { startEmbeddedServer } from '../plugins/embedded-postgres/index.ts'
import { DocumentRebuilder } from '../services/catalogue/search-documents/rebuilder.ts'
import { syncPredefinedTypes } from '../services/catalogue/types/predefined-types.ts'
import { generateParts } from '../services/sample-data/generate-parts.ts'

/** A PostgreSQL server for benchmarks, with databases of generated parts. */
export interface BenchServer {
  /** Where the files of the documents are: the data folder of every service on these databases. */
  dataDir: string
  /** Makes a database with so many generated parts and all that belongs to them. @returns its connection URL. */
  createInventory(parts: number): Promise<string>
  /** Drops a database that nobody uses any more: one of 400,000 parts has some gigabytes. @param url of `createInventory`. */
  dropInventory(url: string): Promise<void>
  stop(): Promise<void>
}

/** Limits of statements about a whole inventory. */
export const LONG: Limits = { statementSeconds: 3600, lockSeconds: 60 }

/** Migrates a database, and adds so many generated parts and all that belongs to them. @param dataDir gets the files. */
export async function fillInventory(databaseUrl: string, dataDir: string, parts: number): Promise<void> {
  const { orm, pool, db, close } = await connectDatabase({
    databaseUrl,
    dataDir,
    poolMax: 4,
    poolTimeoutSeconds: 10,
    ormOptions,
  })
  const blobs = new FileStore(join(dataDir, 'blobs'))
  try {
    await migrate(orm, pool)
    await syncPredefinedTypes(db)
    await blobs.prepare()
    await generateParts(db, parts, { blobs })
    // Else each service on a copy would begin with it, while it is measured.
    await db.withLimits(LONG, async () => {
      await new DocumentRebuilder(db).start()
      await db.query('vacuum analyze part_search_documents, part_search_values, part_search_words')
    })
  } finally {
    await blobs.close()
    await close()
  }
}

/**
 * Starts a server in a temporary folder, with durable commits as in production. An inventory of one size is generated
 * once; who asks for it again gets a copy.
 */
export async function startBenchServer(): Promise<BenchServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'inventory-bench-'))
  const server = await startEmbeddedServer({ dataDir })
  const templates = new Map<number, string>()
  let copies = 0
  const administer = async (statement: string) => {
    const admin = new pg.Client({ connectionString: server.url })
    await admin.connect()
    await admin.query(statement)
    await admin.end()
  }
  const urlOf = (name: string) => {
    const url = new URL(server.url)
    url.pathname = `/${name}`
    return url.href
  }
  const generate = async (parts: number) => {
    const name = `generated_${parts}`
    await administer(`create database ${name}`)
    const started = performance.now()
    await fillInventory(urlOf(name), dataDir, parts)
    console.log(`  ${parts} parts generated in ${((performance.now() - started) / 1000).toFixed(0)} s`)
    templates.set(parts, name)
    return name
  }
  return {
    dataDir,
    async createInventory(parts) {
      const template = templates.get(parts) ?? (await generate(parts))
      const name = `inventory_${++copies}`
      await administer(`create database ${name} template ${template} strategy file_copy`)
      return urlOf(name)
    },
    async dropInventory(url) {
      await administer(`drop database ${new URL(url).pathname.slice(1)} with (force)`)
    },
    async stop() {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
