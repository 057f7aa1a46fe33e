import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { ownProcessorTime, processorTimeOf } from './processor-time.ts'

/** What one request costs, on average. */
export interface Work {
  /** Pages that the database has looked at, wherever they were. */
  pages: number
  /** Milliseconds of processor time of the database; not a number where the system does not tell. */
  database: number
  /** Milliseconds of processor time of the service. */
  service: number
}

/** A statement is planned anew a few times, until PostgreSQL keeps a plan. */
const WARM_UP = 8
const REQUESTS = 60

/** Reads what a connection has cost so far, from a connection of its own. */
class Meter {
  readonly #app: FastifyInstance
  readonly #client: pg.Client

  constructor(app: FastifyInstance) {
    this.#app = app
    this.#client = new pg.Client({ connectionString: app.config.databaseUrl ?? '' })
  }

  async open(): Promise<void> {
    await this.#client.connect()
  }

  async close(): Promise<void> {
    await this.#client.end()
  }

  /** The only connection of the service tells its figures to the others when it is asked to. */
  async read(): Promise<Work> {
    const [own] = await this.#app.db.query<{ pid: number }>(
      'select pg_backend_pid() as pid, pg_stat_force_next_flush()',
    )
    const pid = own?.pid ?? 0
    const { rows } = await this.#client.query<{ pages: string }>(
      'select coalesce(sum(hits), 0) + coalesce(sum(reads), 0) as pages from pg_stat_get_backend_io($1)',
      [pid],
    )
    return { pages: Number(rows[0]?.pages), database: await processorTimeOf(pid), service: ownProcessorTime() }
  }
}

async function get(app: FastifyInstance, path: string): Promise<void> {
  const { statusCode } = await app.inject(path)
  if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}`)
}

/**
 * What a request costs the database and the service. What else the machine does hardly counts, since it is work that is
 * measured and not time.
 *
 * @param app a service whose pool has one connection.
 * @param paths that are asked for in turn.
 */
export async function measureWork(app: FastifyInstance, paths: readonly string[]): Promise<Work> {
  const pathOf = (n: number) => paths[n % paths.length] ?? ''
  const meter = new Meter(app)
  await meter.open()
  try {
    for (let n = 0; n < WARM_UP; n++) await get(app, pathOf(n))
    const before = await meter.read()
    for (let n = 0; n < REQUESTS; n++) await get(app, pathOf(n))
    const after = await meter.read()
    const each = (what: keyof Work) => (after[what] - before[what]) / REQUESTS
    return { pages: each('pages'), database: each('database'), service: each('service') }
  } finally {
    await meter.close()
  }
}
