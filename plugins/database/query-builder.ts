import { Kysely, type PostgresCursor, PostgresDialect, type PostgresPoolClient, type PostgresQueryResult } from 'kysely'
import type pg from 'pg'
import { endPool } from './end-pool.ts'
import { type Lease, Leases, type StatementListener } from './lease.ts'

/** A connection as the query builder uses it. */
class BuilderConnection implements PostgresPoolClient {
  readonly #lease: Lease
  readonly release: () => void

  /** @param release called when the builder needs the connection no more. */
  constructor(lease: Lease, release: () => void) {
    this.#lease = lease
    this.release = release
  }

  query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  query<R>(statement: string | PostgresCursor<R>, values: readonly unknown[] = []): unknown {
    if (typeof statement !== 'string') throw new Error('The query builder has no cursors')
    return this.#run<R>(statement, values)
  }

  async #run<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    const { command, rowCount, rows } = await this.#lease.run(text, values)
    return { command: isChange(command) ? command : 'SELECT', rowCount: rowCount ?? 0, rows }
  }
}

function isChange(command: string): command is 'INSERT' | 'UPDATE' | 'DELETE' | 'MERGE' {
  return ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(command)
}

/** The query builder over the pool, which the ORM uses. */
export function createClient(pool: pg.Pool, onStatement?: StatementListener): Kysely<unknown> {
  const leases = new Leases(pool, onStatement)
  const connect = async () => {
    const lease = await leases.lend()
    return new BuilderConnection(lease, () => lease.giveBack())
  }
  return new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: { options: pool.options, connect, end: () => endPool(pool) } }),
  })
}

/** The query builder on one connection, which stays lent. */
export function clientOfLease(lease: Lease): Kysely<unknown> {
  const connection = new BuilderConnection(lease, () => {})
  const pool = { options: {}, connect: async () => connection, end: async () => {} }
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
}
