import type pg from 'pg'
import { asConnectionFailure } from '../connection-failure.ts'
import { Lease, type StatementListener } from '../lease.ts'
import { catchUp } from './catch-up.ts'
import { REPLAYED_POSITION } from './statements.ts'

export interface ReplicaPoolOptions {
  pool: pg.Pool
  /** How long a read waits for what it must see, in milliseconds. */
  waitMs: number
  onStatement?: StatementListener | undefined
}

/** Lends connections to the read replica that have replayed what a read must see. */
export class ReplicaPool {
  readonly #options: ReplicaPoolOptions
  /** Up to where the server behind a connection has replayed; it never goes back. */
  readonly #replayed = new WeakMap<pg.PoolClient, number>()
  readonly #lent = new Set<pg.PoolClient>()

  constructor(options: ReplicaPoolOptions) {
    this.#options = options
    options.pool.on('acquire', (client) => this.#lent.add(client))
    options.pool.on('release', (_error, client) => this.#lent.delete(client))
  }

  /**
   * @param position of the log up to which the replica must have replayed.
   * @returns null when it has not in time.
   * @throws DatabaseUnreachableError when there is no connection to be had.
   */
  async lend(position: number): Promise<Lease | null> {
    const { pool, onStatement, waitMs } = this.#options
    const client = await pool.connect().catch((error) => {
      throw asConnectionFailure(error)
    })
    const lease = new Lease(client, onStatement)
    if ((this.#replayed.get(client) ?? -1) >= position) return lease
    try {
      const look = async () =>
        (await lease.rows<{ position: number | null }>(REPLAYED_POSITION.text))[0]?.position ?? null
      const { replayed, isThere } = await catchUp(look, position, waitMs)
      this.#replayed.set(client, replayed)
      if (isThere) return lease
    } catch (error) {
      lease.giveBack()
      throw error
    }
    lease.giveBack()
    return null
  }

  /** Ends the connections that are in use, because the server answers nothing more: what runs on them fails at once. */
  cut(): void {
    for (const client of this.#lent) if ('end' in client && typeof client.end === 'function') client.end()
  }
}
