import type pg from 'pg'
import { asConnectionFailure, endsConnection } from './connection-failure.ts'
import { findDatabaseError } from './database-error.ts'
import { listText } from './list-text.ts'
import { runFirst } from './statement-guard.ts'
import { isDatabaseUnavailable } from './unavailable.ts'

/** SQLSTATE of what follows a statement that has failed, in the same transaction. */
const FAILED_BEFORE = '25P02'

/** Told of each statement that ran: its text, and its duration in milliseconds. */
export type StatementListener = (sql: string, milliseconds: number) => void

/** Work went on after its unit of work had ended; the connection is somebody else's by then. */
export class EndedUnitError extends Error {
  override readonly name = 'EndedUnitError'

  constructor() {
    super('The unit of work has ended: wait for everything that is begun in it, or begin it with outsideUnits')
  }
}

/** Lends connections of a pool, each to one borrower at a time. */
export class Leases {
  readonly #pool: pg.Pool
  readonly #onStatement: StatementListener | undefined

  constructor(pool: pg.Pool, onStatement?: StatementListener) {
    this.#pool = pool
    this.#onStatement = onStatement
  }

  /** @throws DatabaseUnreachableError when there is no connection to be had. */
  async lend(): Promise<Lease> {
    try {
      return new Lease(await this.#pool.connect(), this.#onStatement)
    } catch (error) {
      throw asConnectionFailure(error)
    }
  }
}

/**
 * A connection that is lent: whoever has given it back can send nothing on it any more, and one that broke or is left
 * inside a transaction goes to nobody else.
 */
export class Lease {
  readonly #client: pg.PoolClient
  readonly #onStatement: StatementListener | undefined
  /** What begins a transaction, until that has begun. */
  #begin: string | null = null
  /** The first statement, which begins the transaction. */
  #first: Promise<pg.QueryResult> | null = null
  #hasBegun = false
  #isReturned = false
  #isBroken = false
  #failure: unknown = null

  constructor(client: pg.PoolClient, onStatement: StatementListener | undefined) {
    this.#client = client
    this.#onStatement = onStatement
  }

  /** Has a transaction begin together with the next statement, so that it costs no message of its own. */
  beginWithNext(begin: string): void {
    this.#begin = begin
  }

  /**
   * Whether the transaction has begun; without a statement there is none, and nothing to end. A first statement that is
   * under way is waited for.
   */
  async hasBegun(): Promise<boolean> {
    await this.#first?.catch(() => {})
    return this.#hasBegun
  }

  /** Why the transaction could not begin; null when it has begun, or no statement was run. */
  get beginFailure(): unknown {
    return this.#hasBegun ? null : this.#failure
  }

  /** Runs one statement; `$1`, `$2` … are bound to `values`. */
  async run(text: string, values: readonly unknown[] = []): Promise<pg.QueryResult> {
    if (this.#first !== null && !this.#hasBegun) await this.#demandBegun()
    if (this.#isReturned) throw new EndedUnitError()
    const result = await this.#send(text, values)
    // That is how the server answers the commit of a transaction in which a statement has failed, and no error.
    if (text === 'commit' && result.command === 'ROLLBACK') {
      throw new Error('Nothing was committed, because a statement of the transaction had failed', {
        cause: this.#failure,
      })
    }
    return result
  }

  /** Runs one statement. @returns the rows. */
  async rows<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const result = await this.run(text, values)
    const { rows } = result
    // What the driver keeps of one statement leads to the next one. Once the first of them is among the old objects, the others
    // follow it there, and their rows would stay until all of the memory is looked through.
    result.rows = []
    return rows
  }

  giveBack(): void {
    if (this.#isReturned) return
    this.#isReturned = true
    this.#client.release(this.#isBroken || this.#client.getTransactionStatus() !== 'I')
  }

  async #send(text: string, given: readonly unknown[]): Promise<pg.QueryResult> {
    const began = performance.now()
    const values = given.map((value) => (Array.isArray(value) ? listText(value) : value))
    try {
      if (this.#begin !== null) return await this.#sendFirst(this.#begin, text, values)
      return await this.#client.query(text, values)
    } catch (error) {
      // That an earlier statement of the transaction has failed says nothing of why.
      if (findDatabaseError(error)?.code === FAILED_BEFORE && isDatabaseUnavailable(this.#failure)) throw this.#failure
      this.#failure = error
      this.#isBroken ||= endsConnection(error)
      throw error
    } finally {
      this.#onStatement?.(text, performance.now() - began)
    }
  }

  #sendFirst(begin: string, text: string, values: unknown[]): Promise<pg.QueryResult> {
    this.#begin = null
    this.#onStatement?.(begin, 0)
    this.#first = runFirst(this.#client, begin, { text, values }, () => {
      this.#hasBegun = true
    })
    return this.#first
  }

  /** Before it has begun, nothing else may be sent: it would be committed by itself. */
  async #demandBegun(): Promise<void> {
    if (await this.hasBegun()) return
    throw new Error('The transaction could not begin', { cause: this.#failure })
  }
}
