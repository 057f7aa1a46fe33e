import type pg from 'pg'
import { Client } from './client.ts'
import { connectionConfig } from './connection-config.ts'
import { asConnectionFailure } from './connection-failure.ts'
import type { SessionLimits } from './limits.ts'
import type { OpenConnections } from './open-connections.ts'
import { GuardedSessions } from './statement-guard.ts'
import { StatementNaming } from './statement-naming.ts'

export interface SingleConnectionOptions {
  databaseUrl: string
  /** What the server calls the connection. */
  applicationName: string
  limits: SessionLimits
  /** Seconds to wait for the connection. */
  poolTimeoutSeconds: number
  /** Where the connection is known, so that it is not waited for without end when the instance closes. */
  connections?: OpenConnections
}

/** Makes a client of the server of a URL, not yet connected. */
export function makeClient(databaseUrl: string, applicationName: string): pg.Client {
  return new Client(connectionConfig(databaseUrl, applicationName))
}

/** Opens a connection outside the pool, with the session and the limits that those of the pool have. */
export async function openConnection({
  databaseUrl,
  applicationName,
  limits,
  poolTimeoutSeconds,
  connections,
}: SingleConnectionOptions): Promise<pg.Client> {
  const connection = new Client({
    ...connectionConfig(databaseUrl, applicationName),
    connectionTimeoutMillis: poolTimeoutSeconds * 1000,
  })
  connections?.add(connection)
  try {
    await connection.connect()
    await new GuardedSessions({ limits, naming: new StatementNaming(false) }).open(connection, poolTimeoutSeconds)
    return connection
  } catch (error) {
    await endConnection(connection)
    throw asConnectionFailure(error)
  }
}

const END_MS = 2000

/** Ends a connection. One whose server does not answer is left behind, and does not keep the process alive. */
export async function endConnection(connection: pg.Client): Promise<void> {
  const { promise: limit, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(() => {
    // The type does not know the method.
    if ('unref' in connection && typeof connection.unref === 'function') connection.unref()
    resolve()
  }, END_MS)
  await Promise.race([connection.end().catch(() => {}), limit])
  clearTimeout(timer)
}
