import { mkdtemp, readFile, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MikroORM } from '@mikro-orm/postgresql'
import pg from 'pg'
import { ormOptions } from '../../mikro-orm.config.ts'
import { endPool } from '../../plugins/database/end-pool.ts'
import { migrate } from '../../plugins/database/migrations.ts'
import { createPool } from '../../plugins/database/pool.ts'
import { createClient } from '../../plugins/database/query-builder.ts'
import { startEmbeddedServer } from '../../plugins/embedded-postgres/index.ts'
import { administer, TEMPLATE, withDatabase } from './running-server.ts'

/** Durability costs time and a test server is thrown away. */
const THROWAWAY_FLAGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '500' }

const MEMORY = '/dev/shm'
const MEMORY_NEEDED = 4 * 2 ** 30

/** A file system in memory, where there is a large one: hundreds of databases are created and dropped. */
async function fastestFolder(): Promise<string> {
  const { bavail, bsize } = await statfs(MEMORY).catch(() => ({ bavail: 0, bsize: 0 }))
  return bavail * bsize >= MEMORY_NEEDED ? MEMORY : tmpdir()
}

export interface TestServer {
  url: string
  /** Of the server's first process, which starts the others. */
  pid: number
  stop(): Promise<void>
}

/** Applies all migrations to a database. */
export async function migrateDatabase(databaseUrl: string): Promise<void> {
  const pool = createPool({ databaseUrl, poolMax: 2, poolTimeoutSeconds: 120 })
  const client = createClient(pool)
  const orm = new MikroORM(ormOptions(client))
  await migrate(orm, pool).finally(async () => {
    await orm.close(true)
    await client.destroy()
    await endPool(pool)
  })
}

/** Makes the check of a password cheap, for both sides: tests open thousands of connections. */
async function simplifyPassword(url: string, dataDir: string): Promise<void> {
  const { username, password } = new URL(url)
  const literal = pg.escapeLiteral(decodeURIComponent(password))
  const rules = join(dataDir, 'postgres', 'pg_hba.conf')
  await writeFile(rules, (await readFile(rules, 'utf8')).replaceAll('scram-sha-256', 'password'))
  await administer(
    url,
    `set scram_iterations = 1; alter role ${pg.escapeIdentifier(username)} password ${literal}; select pg_reload_conf()`,
  )
}

async function prepareServer(url: string, dataDir: string): Promise<void> {
  await simplifyPassword(url, dataDir)
  await administer(url, `create database ${TEMPLATE}`)
  await migrateDatabase(withDatabase(url, TEMPLATE))
}

/** Starts a PostgreSQL server with a template database that is migrated and empty. */
export async function startTestServer(): Promise<TestServer> {
  const dataDir = await mkdtemp(join(await fastestFolder(), 'inventory-test-'))
  const server = await startEmbeddedServer({ dataDir, flags: THROWAWAY_FLAGS })
  const stop = async () => {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  await prepareServer(server.url, dataDir).catch(async (error) => {
    await stop()
    throw error
  })
  const [pid] = (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')
  return { url: server.url, pid: Number(pid), stop }
}
