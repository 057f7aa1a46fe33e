import { resolve } from 'node:path'
import type pg from 'pg'
import { Client } from '../database/client.ts'
import { KeptConnection } from '../database/kept-connection.ts'
import { makeFolder } from '../make-folder.ts'
import { StartError } from '../start-error.ts'
import { findBinaries } from './binaries.ts'
import {
  type Cluster,
  describeCluster,
  endServerSoon,
  ensureInitialised,
  explain,
  findFreePort,
  isSameFolder,
  readLogTail,
  readPassword,
  readRunningPort,
  serverPid,
  startServer,
  stopServer,
} from './cluster.ts'
import { findServerAccount } from './server-account.ts'

/** Advisory lock in the cluster's `postgres` database: whoever holds it owns the data folder. */
const OWNER_LOCK = 0x1e1ec
const DATABASE = 'inventory'
const START_ATTEMPTS = 5

export interface EmbeddedServerOptions {
  /** Folder that holds the cluster; created when missing. */
  dataDir: string
  /** Additional server settings, as in postgresql.conf. */
  flags?: Record<string, string>
  /** Called with a sentence before each step that takes a moment. */
  onProgress?: (message: string) => void
}

/** A running embedded PostgreSQL that this process owns. */
export interface EmbeddedServer {
  /** Connection URL of the service's database, password included. */
  url: string
  /** Gives the folder free and ends the server. */
  stop(): Promise<void>
}

/**
 * Says everything that the driver would else look for in the environment, which may be about some other server
 * (`PGSSLMODE`, `PGSSLNEGOTIATION`, `PGOPTIONS`).
 */
const OWN_PARAMETERS = 'sslmode=disable&sslnegotiation=postgres&options=-c%20timezone%3DUTC'

function serverUrl(port: number, password: string, database: string): string {
  return `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}?${OWN_PARAMETERS}`
}

async function connect(port: number, password: string): Promise<pg.Client> {
  const client = new Client({
    connectionString: serverUrl(port, password, 'postgres'),
    application_name: `electronics-inventory (process ${process.pid})`,
    connectionTimeoutMillis: 5000,
  })
  await client.connect()
  client.on('error', () => {
    // The server ended; everything that uses it reports that itself.
  })
  return client
}

/** Connects to the server that runs on this folder already, if one does. */
async function connectToRunning(
  cluster: Cluster,
  password: string,
): Promise<{ client: pg.Client; port: number } | null> {
  const port = await readRunningPort(cluster)
  if (port === null) return null
  const client = await connect(port, password).catch(() => null)
  if (client === null) return null
  const { rows } = await client.query<{ data_directory: string }>('show data_directory')
  if (rows[0] && (await isSameFolder(rows[0].data_directory, cluster.folder))) return { client, port }
  await client.end()
  return null
}

async function startOrAdopt(
  cluster: Cluster,
  password: string,
  { flags = {}, onProgress = () => {} }: EmbeddedServerOptions,
): Promise<{ client: pg.Client; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const running = await connectToRunning(cluster, password)
    if (running) {
      onProgress(`Found an embedded PostgreSQL that runs on ${cluster.folder} already`)
      return running
    }
    const port = await findFreePort()
    let started = false
    try {
      await startServer(cluster, port, flags)
      started = true
      return { client: await connect(port, password), port }
    } catch (error) {
      // It does not take the password, which is kept beside it: without this process nobody would end it.
      if (started) await stopServer(cluster).catch(() => {})
      // Two processes that start at once meet here: the loser finds the winner's server in the next round.
      if (attempt === START_ATTEMPTS) {
        const tail = await readLogTail(cluster)
        throw new StartError(`The embedded PostgreSQL did not start on ${cluster.folder}: ${explain(error)}\n${tail}`, {
          cause: error,
        })
      }
    }
  }
}

async function tryToClaim(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ claimed: boolean }>('select pg_try_advisory_lock($1) as claimed', [OWNER_LOCK])
  return rows[0]?.claimed === true
}

async function claim(client: pg.Client, dataDir: string): Promise<void> {
  if (await tryToClaim(client)) return
  const owner = await client.query<{ application_name: string }>(
    `select application_name from pg_stat_activity
      where pid in (select pid from pg_locks where locktype = 'advisory' and objid = $1 and granted)`,
    [OWNER_LOCK],
  )
  await client.end()
  const name = owner.rows[0]?.application_name ?? 'another process'
  throw new StartError(
    `The data folder ${dataDir} is in use by ${name}. Stop it first, or set DATA_DIR to another folder` +
      ' (or DATABASE_URL to a PostgreSQL server that several instances can share)',
  )
}

/** The folder that this process keeps. */
interface Claim {
  connection: KeptConnection
  /** Whether another process has taken the folder, after this one had lost it. */
  isTaken(): boolean
}

/** Keeps the folder for this process: the lock goes with its connection, and is taken anew on the next one. */
function keepClaim(claimed: pg.Client, reconnect: () => Promise<pg.Client>): Claim {
  let first: pg.Client | null = claimed
  let isTaken = false
  const connection = new KeptConnection({
    open: async () => {
      const client = first ?? (await reconnect())
      first = null
      return client
    },
    onOpen: async (client) => {
      isTaken = client !== claimed && !(await tryToClaim(client))
      if (isTaken) throw new Error('another process has taken the data folder meanwhile')
    },
    onFailure: () => {
      // The server ended; everything that uses it reports that itself.
    },
  })
  return { connection, isTaken: () => isTaken }
}

/**
 * Where the embedded PostgreSQL of a data folder runs, for what works beside the service that owns it.
 *
 * @returns null when none runs.
 */
export async function findRunningServer(dataDir: string): Promise<string | null> {
  const folder = resolve(dataDir)
  const cluster = describeCluster(folder, await findBinaries(), findServerAccount())
  if ((await readRunningPort(cluster)) === null) return null
  const password = await readPassword(cluster)
  const running = await connectToRunning(cluster, password)
  if (running === null) return null
  await running.client.end()
  return serverUrl(running.port, password, DATABASE)
}

/**
 * Starts the embedded PostgreSQL on a data folder, creating the cluster and the service's database when they are
 * missing. A server that was left behind when its service was killed is adopted, with whatever it had committed.
 *
 * @throws StartError when another live process owns the folder, or the server cannot start; the message says what to do.
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const dataDir = resolve(options.dataDir)
  await makeFolder(dataDir)
  const cluster = describeCluster(dataDir, await findBinaries(), findServerAccount())
  const password = await readPassword(cluster)
  options.onProgress?.(`Starting the embedded PostgreSQL on ${cluster.folder}`)
  await ensureInitialised(cluster)
  const { client, port } = await startOrAdopt(cluster, password, options)
  await claim(client, dataDir)
  const owner = keepClaim(client, () => connect(port, password))
  await owner.connection.start()
  const pid = serverPid(cluster)
  /** Another process may have started a server of its own here after this one had ended, or own this one by now. */
  const isOurs = () => !owner.isTaken() && serverPid(cluster) === pid
  // For a process that ends without closing what it has started.
  const onExit = () => {
    if (isOurs()) endServerSoon(cluster)
  }
  process.once('exit', onExit)
  const stop = async () => {
    await owner.connection.stop()
    if (isOurs()) await stopServer(cluster)
    process.off('exit', onExit)
  }
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`create database ${DATABASE}`)
  } catch (error) {
    await stop().catch(() => {})
    throw error
  }
  return { url: serverUrl(port, password, DATABASE), stop }
}
