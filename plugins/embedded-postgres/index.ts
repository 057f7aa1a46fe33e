import { resolve } from 'node:path'
import { makeFolder } from '../make-folder.ts'
import { StartError } from '../start-error.ts'
import { findBinaries } from './binaries.ts'
import { claimServer, keepClaim, lockFolder } from './claim.ts'
import {
  type Cluster,
  describeCluster,
  endServerSoon,
  ensureInitialised,
  readPassword,
  readRunningPort,
  serverPid,
  stopServer,
} from './cluster.ts'
import { findServerAccount } from './server-account.ts'
import { connect, connectToRunning, type RunningServer, serverUrl } from './server-connection.ts'
import { reconnect, type StartOptions, startOrAdopt } from './start-or-adopt.ts'

const DATABASE = 'inventory'

export interface EmbeddedServerOptions extends StartOptions {
  /** Folder that holds the cluster; created when missing. */
  dataDir: string
}

/** A running embedded PostgreSQL that this process owns. */
export interface EmbeddedServer {
  /** Connection URL of the service's database, password included. */
  url: string
  /** Ends the server and gives the folder free. */
  stop(): Promise<void>
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
  if (running === null || running === 'busy') return null
  await running.client.end()
  return serverUrl(running.port, password, DATABASE)
}

/** Makes a server this process's own until it is stopped. Where the folder is locked, one that ends by itself is started again. */
async function keep(
  cluster: Cluster,
  password: string,
  { client, port }: RunningServer,
  options: StartOptions & { isLocked: boolean },
): Promise<EmbeddedServer> {
  const { isLocked, onTrouble = () => {} } = options
  const pid = serverPid(cluster)
  let told: string | null = null
  const connectAgain = async () => {
    if (!isLocked) return connect(port, password)
    try {
      const again = await reconnect(cluster, password, port, options)
      told = null
      return again
    } catch (error) {
      // It is tried again and again, with the same outcome.
      if (error instanceof StartError && error.message !== told) {
        told = error.message
        onTrouble(told)
      }
      throw error
    }
  }
  const owner = keepClaim(client, connectAgain)
  await owner.connection.start()
  /** Where the folder cannot be locked, another process may have started a server of its own here, or own this one by now. */
  const isOurs = () => isLocked || (!owner.isTaken() && serverPid(cluster) === pid)
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

/**
 * Starts the embedded PostgreSQL on a data folder, creating the cluster and the service's database when they are
 * missing. A server that was left behind when its service was killed is adopted, with whatever it had committed.
 *
 * @throws StartError when another live process owns the folder, or the server cannot start; the message says what to do.
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const { onProgress = () => {} } = options
  const dataDir = resolve(options.dataDir)
  await makeFolder(dataDir)
  const cluster = describeCluster(dataDir, await findBinaries(), findServerAccount())
  const unlock = await lockFolder(dataDir, onProgress)
  try {
    const password = await readPassword(cluster)
    onProgress(`Starting the embedded PostgreSQL on ${cluster.folder}`)
    await ensureInitialised(cluster)
    const running = await startOrAdopt(cluster, password, options)
    await claimServer(running.client, dataDir)
    const server = await keep(cluster, password, running, { ...options, isLocked: unlock !== null })
    return {
      ...server,
      async stop() {
        await server.stop().finally(() => unlock?.())
      },
    }
  } catch (error) {
    await unlock?.()
    throw error
  }
}
