import { hostname } from 'node:os'
import type pg from 'pg'
import { asConnectionFailure } from '../database/connection-failure.ts'
import { DatabaseUnreachableError } from '../database/database-error.ts'
import { failureFields } from '../database/failure-fields.ts'
import { KeptConnection } from '../database/kept-connection.ts'
import type { RowOf } from '../database/statement.ts'
import { whyUnavailable } from '../database/unavailable.ts'
import type { PreviousShutdown, ShutdownFigures, ShutdownStore } from '../lifecycle/shutdown-store.ts'
import type { Log } from '../log.ts'
import { ownVersion } from '../own-version.ts'
import { ADD_RUN, DELETE_RUNS, END_RUN, KEEP_RUN, LOCK_RUN, NEXT_RUN_ID, TAKE_OVER_RUNS } from './statements.ts'

type StartWith = (start: () => Promise<void>) => Promise<void>

/**
 * Keeps the figures of each shutdown in the table `process_runs`, so that the next process can publish them.
 *
 * A process holds an advisory lock on a connection of its own while it runs. A row without an end whose lock is free
 * belongs to a process that crashed or was killed. The first process that starts afterwards takes it over and says so;
 * the others have the figures of the last shutdown that ended.
 */
export class ProcessRuns implements ShutdownStore {
  readonly #connection: KeptConnection
  readonly #log: Pick<Log, 'warn'>
  readonly #startWith: StartWith
  readonly #begun = Promise.withResolvers<PreviousShutdown | null>()
  /** Rows of attempts that failed: the commit may have succeeded though its answer was lost. */
  #attempted: number[] = []
  #runId: number | null = null

  /**
   * @param open opens a connection.
   * @param startWith calls `start` when the table is there; by default it is called at once.
   */
  constructor(
    open: () => Promise<pg.Client>,
    log: Pick<Log, 'warn'>,
    startWith: StartWith = async (start) => {
      await start()
    },
  ) {
    this.#log = log
    this.#startWith = startWith
    this.#connection = new KeptConnection({
      open,
      onOpen: (connection) => (this.#runId === null ? this.#begin(connection) : this.#goOn(connection, this.#runId)),
      onFailure: (error) =>
        log.warn(failureFields(error), 'the database does not know that this process runs; trying again until it does'),
    })
  }

  /** Id of the row of this process; null until it is stored. */
  get ownId(): number | null {
    return this.#runId
  }

  async begin(): Promise<PreviousShutdown | null | { later: Promise<PreviousShutdown | null> }> {
    await this.#startWith(() => this.#connection.start())
    const { promise } = this.#begun
    return this.#runId === null ? { later: promise } : promise
  }

  async end({ durationSeconds, activeTasks, clean }: ShutdownFigures): Promise<void> {
    const { current } = this.#connection
    try {
      if (current === null) throw new DatabaseUnreachableError('no connection')
      await current.query(END_RUN.text, [this.#runId, durationSeconds, activeTasks, clean])
    } catch (cause) {
      const error = asConnectionFailure(cause)
      const reason = whyUnavailable(error)
      if (reason === null) throw error
      this.#log.warn({ reason }, 'the end of this process could not be recorded: the next one will take it for a crash')
    }
  }

  close(): Promise<void> {
    return this.#connection.stop()
  }

  async #holdLock(connection: pg.Client, id: number): Promise<void> {
    await connection.query(LOCK_RUN.text, [id])
  }

  /** To be called with each later connection: the lock has been free in between. */
  async #goOn(connection: pg.Client, id: number): Promise<void> {
    await this.#holdLock(connection, id)
    await connection.query(KEEP_RUN.text, [id])
  }

  /** Takes the lock before the row is visible: other processes never see the row without its lock. */
  async #begin(connection: pg.Client): Promise<void> {
    const { rows } = await connection.query<RowOf<typeof NEXT_RUN_ID>>(NEXT_RUN_ID.text)
    const id = rows[0]?.id
    if (id === undefined) throw new Error('The start of this process could not be recorded')
    await this.#holdLock(connection, id)
    this.#attempted.push(id)
    await connection.query('begin')
    await connection.query(DELETE_RUNS.text, [this.#attempted])
    await connection.query(ADD_RUN.text, [id, hostname(), ownVersion()])
    const previous = await takeOver(connection, id)
    await connection.query('commit')
    this.#runId = id
    this.#begun.resolve(previous)
  }
}

/** What is known of the processes before, each crash of which is told to one process only. */
async function takeOver(connection: pg.Client, ownId: number): Promise<PreviousShutdown | null> {
  const { rows } = await connection.query<RowOf<typeof TAKE_OVER_RUNS>>(TAKE_OVER_RUNS.text, [ownId])
  return rows[0] ?? null
}
