import type pg from 'pg'
import { Client } from '../database/client.ts'
import { findDatabaseError } from '../database/database-error.ts'
import { type Cluster, isSameFolder, readRunningPort } from './cluster.ts'

/**
 * Says everything that the driver would else look for in the environment, which may be about some other server
 * (`PGSSLMODE`, `PGSSLNEGOTIATION`, `PGOPTIONS`).
 */
const OWN_PARAMETERS = 'sslmode=disable&sslnegotiation=postgres&options=-c%20timezone%3DUTC'

/** SQLSTATE of a server that starts, recovers or ends. */
const CANNOT_CONNECT_NOW = '57P03'

export function serverUrl(port: number, password: string, database: string): string {
  return `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}?${OWN_PARAMETERS}`
}

/** Connects to the database that every cluster has. */
export async function connect(port: number, password: string): Promise<pg.Client> {
  const client = new Client({
    connectionString: serverUrl(port, password, 'postgres'),
    application_name: `electronics-inventory (process ${process.pid})`,
    connectionTimeoutMillis: 5000,
  })
  await client.connect()
  return client
}

export interface RunningServer {
  client: pg.Client
  port: number
}

/**
 * Connects to the server that runs on this folder already.
 *
 * @returns null when none does, and `busy` for one that starts, recovers or ends.
 */
export async function connectToRunning(cluster: Cluster, password: string): Promise<RunningServer | 'busy' | null> {
  const port = await readRunningPort(cluster)
  if (port === null) return null
  let client: pg.Client
  try {
    client = await connect(port, password)
  } catch (error) {
    return findDatabaseError(error)?.code === CANNOT_CONNECT_NOW ? 'busy' : null
  }
  const { rows } = await client.query<{ data_directory: string }>('show data_directory')
  if (rows[0] && (await isSameFolder(rows[0].data_directory, cluster.folder))) return { client, port }
  await client.end()
  return null
}
