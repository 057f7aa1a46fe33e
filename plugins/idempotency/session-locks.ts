import type pg from 'pg'
import { endConnection } from '../database/single-connection.ts'
import { FREE_SESSION_LOCK, TRY_SESSION_LOCK } from './statements.ts'

/**
 * Locks that are held while no transaction is open, all on one connection, which is opened with the first. The server
 * frees them when the process is gone. When the connection is lost they are free too soon: then another replica may
 * begin the same work, and the one that keeps its answer first wins.
 */
export class SessionLocks {
  readonly #open: () => Promise<pg.Client>
  #connection: Promise<pg.Client> | null = null

  constructor(open: () => Promise<pg.Client>) {
    this.#open = open
  }

  /** @returns null when another session holds the lock; else what frees it. */
  async tryHold(lock: string): Promise<(() => Promise<void>) | null> {
    const connection = await this.#connect()
    const { rows } = await connection.query<{ locked: boolean }>(TRY_SESSION_LOCK.text, [lock])
    if (rows[0]?.locked !== true) return null
    return async () => {
      // A connection that is gone holds nothing.
      await connection.query(FREE_SESSION_LOCK.text, [lock]).catch(() => {})
    }
  }

  async stop(): Promise<void> {
    const connection = await this.#connection?.catch(() => null)
    this.#connection = null
    if (connection) await endConnection(connection)
  }

  #connect(): Promise<pg.Client> {
    if (this.#connection === null) {
      const connecting = this.#open().then((connection) => {
        connection.once('end', () => this.#forget(connecting))
        return connection
      })
      connecting.catch(() => this.#forget(connecting))
      this.#connection = connecting
    }
    return this.#connection
  }

  #forget(connecting: Promise<pg.Client>): void {
    if (this.#connection === connecting) this.#connection = null
  }
}
