import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import type { Teardown } from './test-database.ts'
import { until } from './until.ts'

/** A connection beside an app: it holds what requests have to wait for. */
export interface OtherSession {
  query(text: string, values?: unknown[]): Promise<pg.QueryResult>
  /** Begins a transaction that has those wait who change a table. */
  hold(table: string): Promise<void>
  /** Resolves once so many statements of the database wait for a lock. */
  waiting(count?: number): Promise<void>
}

/** Opens a connection to the database of an app; it is closed when the test ends. */
export async function otherSession(t: Teardown, app: FastifyInstance): Promise<OtherSession> {
  const client = new pg.Client({ connectionString: app.databaseUrl })
  // The database is dropped at the end of the test.
  client.on('error', () => {})
  await client.connect()
  t.teardown(() => client.end())
  const waiters = `select count(*)::int as count from pg_stat_activity
                    where datname = current_database() and wait_event_type = 'Lock'`
  const countWaiting = async (): Promise<number> => {
    // In a transaction the first answer would hold: connections that are opened later would not be seen.
    await client.query('select pg_stat_clear_snapshot()')
    return (await client.query(waiters)).rows[0].count
  }
  return {
    query: (text, values) => client.query(text, values),
    async hold(table) {
      await client.query('begin')
      await client.query(`lock table ${table} in share mode`)
    },
    waiting: (count = 1) => until(async () => (await countWaiting()) === count),
  }
}
