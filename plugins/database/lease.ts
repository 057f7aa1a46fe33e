import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type pg from 'pg'
import { asConnectionFailure, endsConnection } from './connection-failure.ts'
import { endPool } from './end-pool.ts'

/** Work went on after its unit of work had ended; the connection is somebody else's by then. */
export class EndedUnitError extends Error {
  override readonly name = 'EndedUnitError'

  constructor() {
    super('The unit of work has ended: wait for everything that is begun in it, or begin it with outsideUnits')
  }
}

/**
 * A pool that lends each connection once a time: whoever has given one back can send nothing on it any more, and one
 * that broke or is left inside a transaction goes to nobody else.
 */
export function leasing(pool: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    async connect() {
      try {
        return new Lease(await pool.connect())
      } catch (error) {
        throw asConnectionFailure(error)
      }
    },
    end: () => endPool(pool),
  }
}

class Lease implements PostgresPoolClient {
  readonly #client: pg.PoolClient
  #returned = false
  #broken = false
  #failure: unknown

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  query<R>(statement: string | PostgresCursor<R>, values: readonly unknown[] = []): unknown {
    if (typeof statement !== 'string') throw new Error('The statement client has no cursors')
    return this.#run<R>(statement, values)
  }

  release(): void {
    if (this.#returned) return
    this.#returned = true
    this.#client.release(this.#broken || this.#client.getTransactionStatus() !== 'I')
  }

  async #run<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    if (this.#returned) throw new EndedUnitError()
    const { command, rowCount, rows } = await this.#send(text, values)
    // That is how the server answers the commit of a transaction in which a statement has failed, and no error.
    if (text === 'commit' && command === 'ROLLBACK') {
      throw new Error('Nothing was committed, because a statement of the transaction had failed', {
        cause: this.#failure,
      })
    }
    return { command: isChange(command) ? command : 'SELECT', rowCount: rowCount ?? 0, rows }
  }

  async #send(text: string, values: readonly unknown[]): Promise<pg.QueryResult> {
    try {
      return await this.#client.query(text, [...values])
    } catch (error) {
      this.#failure = error
      this.#broken ||= endsConnection(error)
      throw error
    }
  }
}

function isChange(command: string): command is 'INSERT' | 'UPDATE' | 'DELETE' | 'MERGE' {
  return ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(command)
}
