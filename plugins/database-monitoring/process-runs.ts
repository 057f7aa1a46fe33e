import pg from 'pg'
import type { PreviousShutdown, ShutdownFigures, ShutdownStore } from '../lifecycle/shutdown-store.ts'

/** First key of the two-part advisory lock that a living process holds on its own row. */
const ALIVE_LOCK = 0x1e1
const RECONNECT_MS = 1000

/**
 * Keeps the figures of each shutdown in the table `process_runs`, so that the next process can publish them.
 *
 * A process holds an advisory lock on a connection of its own for as long as it lives. A row without an end whose
 * lock is free belongs to a process that crashed or was killed; one that still runs is never taken for dead.
 */
export class ProcessRuns implements ShutdownStore {
  readonly #databaseUrl: string
  #runId: number | null = null
  #alive: pg.Client | null = null
  #ended = false

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl
  }

  async begin(): Promise<PreviousShutdown | null> {
    const connection = await this.#connect()
    this.#alive = connection
    const { rows } = await connection.query<{ id: number }>('insert into process_runs default values returning id')
    const id = rows[0]?.id
    if (id === undefined) throw new Error('The start of this process could not be recorded')
    this.#runId = id
    await connection.query('select pg_advisory_lock($1, $2)', [ALIVE_LOCK, id])
    return this.#takeOver(connection, id)
  }

  async end({ durationSeconds, activeTasks, clean }: ShutdownFigures): Promise<void> {
    this.#ended = true
    const connection = this.#alive
    this.#alive = null
    if (connection === null) return
    try {
      await connection.query(
        `update process_runs set ended_at = now(), duration_seconds = $2, active_tasks = $3, clean = $4 where id = $1`,
        [this.#runId, durationSeconds, activeTasks, clean],
      )
    } finally {
      await connection.end()
    }
  }

  async #connect(): Promise<pg.Client> {
    const connection = new pg.Client({
      connectionString: this.#databaseUrl,
      application_name: 'electronics-inventory process',
      keepAlive: true,
    })
    await connection.connect()
    connection.on('error', () => {})
    connection.on('end', () => this.#reconnect())
    return connection
  }

  /** The server may drop the connection; without it the other replicas would take this process for dead. */
  #reconnect(): void {
    if (this.#ended) return
    this.#alive = null
    setTimeout(async () => {
      if (this.#ended) return
      const connection = await this.#connect().catch(() => null)
      if (connection === null) return this.#reconnect()
      this.#alive = connection
      await connection.query('select pg_advisory_lock($1, $2)', [ALIVE_LOCK, this.#runId]).catch(() => {})
    }, RECONNECT_MS).unref()
  }

  /** The newest run that nobody took over and whose process is gone; older ones of that kind count as seen too. */
  async #takeOver(connection: pg.Client, ownId: number): Promise<PreviousShutdown | null> {
    await connection.query('begin')
    const { rows } = await connection.query<PreviousShutdown>(
      `with open as materialized (
         select id, duration_seconds, active_tasks, clean from process_runs
          where taken_over_at is null and id <> $1 order by id desc for update skip locked
       ), gone as materialized (
         select * from open where clean is not null or pg_try_advisory_xact_lock($2, id)
       ), taken as (
         update process_runs set taken_over_at = now() where id in (select id from gone)
       )
       select coalesce(duration_seconds, 0) as "durationSeconds", coalesce(active_tasks, 0) as "activeTasks",
              coalesce(clean, false) as clean
         from gone order by id desc limit 1`,
      [ownId, ALIVE_LOCK],
    )
    await connection.query('commit')
    return rows[0] ?? null
  }
}
