import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import { KeptConnection } from '../database/kept-connection.ts'
import { StartError } from '../start-error.ts'
import { lockFile } from './folder-lock.ts'

/** Advisory lock in the cluster's `postgres` database, of whoever works with the data folder. */
const OWNER_LOCK = 0x1e1ec

/** What a process that was killed has left on the server ends as soon as the server notices. */
const REMNANT_LOOKS = 50
const REMNANT_LOOK_MS = 100

function refusal(dataDir: string, holder: string): StartError {
  return new StartError(
    `The data folder ${dataDir} is in use by ${holder}. Stop it first, or set DATA_DIR to another folder` +
      ' (or DATABASE_URL to a PostgreSQL server that several instances can share)',
  )
}

/**
 * Locks a data folder for this process, before anything in it is touched.
 *
 * @returns what gives it free; null where it cannot be locked.
 * @throws StartError when another live process has it.
 */
export async function lockFolder(
  dataDir: string,
  onProgress: (message: string) => void,
): Promise<(() => Promise<void>) | null> {
  const lock = await lockFile(join(dataDir, 'postgres.lock'))
  if (lock.outcome === 'held') return lock.release
  if (lock.outcome === 'taken') {
    throw refusal(dataDir, lock.by === null ? 'another process' : `electronics-inventory (${lock.by})`)
  }
  onProgress(
    `The folder ${dataDir} cannot be locked (${lock.reason}): a second instance on it is noticed only while its` +
      ' database answers. The program flock, of util-linux or BusyBox, locks it',
  )
  return null
}

async function tryToClaim(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ claimed: boolean }>('select pg_try_advisory_lock($1) as claimed', [OWNER_LOCK])
  return rows[0]?.claimed === true
}

/** @returns false when another connection still has the server after some seconds. */
async function waitToClaim(client: pg.Client): Promise<boolean> {
  for (let looks = 1; looks < REMNANT_LOOKS; looks++) {
    if (await tryToClaim(client)) return true
    await delay(REMNANT_LOOK_MS)
  }
  return tryToClaim(client)
}

/**
 * Claims the server for this process. That is for those that the lock of the folder does not keep out: where the folder cannot be
 * locked, and for versions of the service that did not lock it.
 *
 * @throws StartError when another live process has it; the connection is ended then.
 */
export async function claimServer(client: pg.Client, dataDir: string): Promise<void> {
  if (await waitToClaim(client)) return
  const { rows } = await client.query<{ application_name: string }>(
    `select application_name from pg_stat_activity
      where pid in (select pid from pg_locks where locktype = 'advisory' and objid = $1 and granted)`,
    [OWNER_LOCK],
  )
  await client.end()
  throw refusal(dataDir, rows[0]?.application_name ?? 'another process')
}

/** The server that this process keeps. */
export interface Claim {
  connection: KeptConnection
  /** Whether another process has claimed the server, after this one had lost it. */
  isTaken(): boolean
}

/** Keeps the server for this process: the lock goes with its connection, and is taken anew on the next one. */
export function keepClaim(claimed: pg.Client, reconnect: () => Promise<pg.Client>): Claim {
  let first: pg.Client | null = claimed
  let isTaken = false
  const connection = new KeptConnection({
    open: async () => {
      const client = first ?? (await reconnect())
      first = null
      return client
    },
    onOpen: async (client) => {
      isTaken = client !== claimed && !(await waitToClaim(client))
      if (isTaken) throw new Error('another process has taken the data folder meanwhile')
    },
    onFailure: () => {
      // The server ended; everything that uses it reports that itself.
    },
  })
  return { connection, isTaken: () => isTaken }
}
