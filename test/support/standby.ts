import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { findBinaries } from '../../plugins/embedded-postgres/binaries.ts'
import {
  describeCluster,
  ensureInitialised,
  findFreePort,
  startServer,
  stopServer,
} from '../../plugins/embedded-postgres/cluster.ts'
import { startEmbeddedServer } from '../../plugins/embedded-postgres/index.ts'
import { findServerAccount } from '../../plugins/embedded-postgres/server-account.ts'
import type { Teardown } from './test-database.ts'
import { migrateDatabase } from './test-server.ts'

/** Commits must be in the log when they are answered, but this log survives no crash of the machine. */
const FLAGS = { fsync: 'off' }

/** A server with a migrated database, and a standby that follows it. */
export interface ReplicatedServer {
  /** The database of the primary. */
  url: string
  /** The same database of the standby. */
  standbyUrl: string
  /** Stops to replay what the standby receives. */
  pause(): Promise<void>
  resume(): Promise<void>
  stopStandby(): Promise<void>
  startStandby(): Promise<void>
}

async function run(url: string, statement: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query({ text: statement, rowMode: 'array' })
    return rows.flat().map(String)
  } finally {
    await client.end()
  }
}

/** Copies the files of a running server. */
async function copyCluster(url: string, from: string, to: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`select pg_backup_start('standby', true)`)
    await cp(from, to, { recursive: true, filter: (path) => !path.endsWith('postmaster.pid') })
    const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)')
    await writeFile(join(to, 'backup_label'), rows[0]?.labelfile ?? '')
  } finally {
    await client.end()
  }
}

/** Starts a server with a standby; both end with the test. */
export async function startReplicatedServer(t: Teardown): Promise<ReplicatedServer> {
  const [primaryDir, standbyDir] = await Promise.all([
    mkdtemp(join(tmpdir(), 'inventory-primary-')),
    mkdtemp(join(tmpdir(), 'inventory-standby-')),
  ])
  const primary = await startEmbeddedServer({ dataDir: primaryDir, flags: FLAGS })
  t.teardown(async () => {
    await primary.stop()
    await Promise.all([primaryDir, standbyDir].map((folder) => rm(folder, { recursive: true, force: true })))
  })
  await migrateDatabase(primary.url)

  const account = findServerAccount()
  const binaries = await findBinaries()
  const cluster = describeCluster(standbyDir, binaries, account)
  await copyCluster(primary.url, describeCluster(primaryDir, binaries, account).folder, cluster.folder)
  await writeFile(join(cluster.folder, 'standby.signal'), '')
  // Gives the copied files to the server's account.
  await ensureInitialised(cluster)

  const { port, username, password } = new URL(primary.url)
  const followed = `host=127.0.0.1 port=${port} user=${username} password=${decodeURIComponent(password)}`
  const standbyPort = await findFreePort()
  let isRunning = false
  const startStandby = async () => {
    await startServer(cluster, standbyPort, { ...FLAGS, primary_conninfo: followed })
    isRunning = true
  }
  const stopStandby = async () => {
    if (isRunning) await stopServer(cluster)
    isRunning = false
  }
  const standbyUrl = new URL(primary.url)
  standbyUrl.port = String(standbyPort)
  t.teardown(stopStandby)
  await startStandby()
  return {
    url: primary.url,
    standbyUrl: standbyUrl.href,
    async pause() {
      await run(standbyUrl.href, 'select pg_wal_replay_pause()')
      let [state] = await run(standbyUrl.href, 'select pg_get_wal_replay_pause_state()')
      while (state !== 'paused') [state] = await run(standbyUrl.href, 'select pg_get_wal_replay_pause_state()')
    },
    async resume() {
      await run(standbyUrl.href, 'select pg_wal_replay_resume()')
    },
    stopStandby,
    startStandby,
  }
}
