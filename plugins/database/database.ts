import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql'
import { CompiledQuery, type IsolationLevel, type Kysely } from 'kysely'
import { isRetryable } from './database-error.ts'

/** How often a transaction that lost against another one is tried in all. */
const ATTEMPTS = 5

type Client = Pick<Kysely<unknown>, 'executeQuery'>

export interface TransactionOptions {
  isolationLevel?: IsolationLevel
  readOnly?: boolean
}

/**
 * One unit of work: statements and entity changes that are committed or rolled back together.
 *
 * Everything that runs inside the callback of `Database.transaction` belongs to it, services called from there
 * included: they join the open unit of work instead of opening one of their own.
 */
export class UnitOfWork {
  readonly #orm: MikroORM
  readonly #client: Kysely<unknown>
  readonly #afterCommit: (() => void)[] = []
  #em: EntityManager | undefined

  /** @param client the statement client of one connection, on which a transaction has begun. */
  constructor(orm: MikroORM, client: Kysely<unknown>) {
    this.#orm = orm
    this.#client = client
  }

  /** An entity manager of this unit of work's own; its changes are flushed before the commit at the latest. */
  get em(): EntityManager {
    if (!this.#em) {
      this.#em = this.#orm.em.fork()
      this.#em.setTransactionContext(this.#client)
    }
    return this.#em
  }

  /** Runs one statement; `$1`, `$2` … are bound to `values`. */
  async query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return runStatement<Row>(this.#client, text, values)
  }

  /**
   * Runs `work` behind a savepoint, so that a statement of it that fails undoes only what `work` did.
   */
  async savepoint<T>(work: () => Promise<T>): Promise<T> {
    await this.query('savepoint nested')
    try {
      const result = await work()
      await this.#em?.flush()
      await this.query('release savepoint nested')
      return result
    } catch (error) {
      this.#em?.clear()
      await this.query('rollback to savepoint nested')
      throw error
    }
  }

  /** Registers what may be told once the changes are durable, such as a counter. Dropped on rollback. */
  afterCommit(callback: () => void): void {
    this.#afterCommit.push(callback)
  }

  /** Writes pending entity changes, commits, and runs the registered callbacks. */
  async commit(): Promise<void> {
    await this.#em?.flush()
    await this.query('commit')
    for (const callback of this.#afterCommit) callback()
  }

  /** Undoes everything. */
  async rollback(): Promise<void> {
    await this.query('rollback')
  }

  /** Forgets the loaded entities. */
  release(): void {
    this.#em?.clear()
  }
}

/** Access to the database for services: single statements, and units of work. */
export class Database {
  readonly #orm: MikroORM
  readonly #client: Kysely<unknown>
  readonly #current = new AsyncLocalStorage<UnitOfWork>()

  constructor(orm: MikroORM, client: Kysely<unknown>) {
    this.#orm = orm
    this.#client = client
  }

  /**
   * Runs one statement, inside the open unit of work when there is one.
   *
   * @param text SQL with `$1`, `$2` … bound to `values`.
   * @returns the rows.
   */
  async query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const open = this.#current.getStore()
    return open ? open.query<Row>(text, values) : runStatement<Row>(this.#client, text, values)
  }

  /**
   * Runs `work` in one transaction, or joins the one that is open. Committed when it resolves, rolled back when it
   * rejects. One that lost against another transaction (deadlock, serialisation failure) is run again from the
   * start, at most five times in all; so `work` may do nothing outside the database but `afterCommit`.
   */
  async transaction<T>(work: (unit: UnitOfWork) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    const open = this.#current.getStore()
    if (open) return work(open)
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt(work, options)
      } catch (error) {
        if (attempt === ATTEMPTS || !isRetryable(error)) throw error
        await delay(Math.random() * 10 * 2 ** attempt)
      }
    }
  }

  /** Calls `callback` once what has been done is durable: after the commit of the open unit of work, or at once. */
  afterCommit(callback: () => void): void {
    const open = this.#current.getStore()
    if (open) open.afterCommit(callback)
    else callback()
  }

  /** The connection goes back to the pool however this ends, also when the server has dropped it. */
  async #attempt<T>(work: (unit: UnitOfWork) => Promise<T>, options: TransactionOptions): Promise<T> {
    return this.#client.connection().execute(async (connection) => {
      await runStatement(connection, beginStatement(options), [])
      const unit = new UnitOfWork(this.#orm, connection)
      try {
        const result = await this.#current.run(unit, work, unit)
        await unit.commit()
        return result
      } catch (error) {
        // When the rollback fails too, the reason that matters is the first one.
        await unit.rollback().catch(() => {})
        throw error
      } finally {
        unit.release()
      }
    })
  }
}

function beginStatement({ isolationLevel, readOnly }: TransactionOptions): string {
  const level = isolationLevel === undefined ? '' : ` isolation level ${isolationLevel}`
  return `start transaction${level}${readOnly === true ? ' read only' : ''}`
}

async function runStatement<Row>(client: Client, text: string, values: readonly unknown[]): Promise<Row[]> {
  const { rows } = await client.executeQuery<Row>(CompiledQuery.raw(text, [...values]))
  return rows
}
