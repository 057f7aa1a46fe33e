import type pg from 'pg'
import { pauseAfter } from '../pause-after-failures.ts'
import { type Repetition, repeat } from '../repeat.ts'
import { endConnection } from './single-connection.ts'

export interface KeptConnectionOptions {
  open: () => Promise<pg.Client>
  /** Makes each new connection what it is for. When it rejects, the connection is ended and made again. */
  onOpen: (connection: pg.Client) => Promise<void>
  /** Called each time the server has answered on the connection. */
  onBeat?: () => Promise<void>
  /** Called with the first failure of each outage. */
  onFailure: (error: unknown) => void
  /** Seconds between two looks whether the server still answers. Default 10. */
  beatSeconds?: number
}

const RECONNECT_MS = 20
const RETRY = { first: 500, most: 5000 }
/** For an answer. */
const BEAT_LIMIT_MS = 5000
const DEFAULT_BEAT_SECONDS = 10

/**
 * A connection that stays open until it is stopped. One that is lost, or whose server is silent, is made again; what
 * the server still has of the old one is ended first, because it may hold locks for another minute.
 */
export class KeptConnection {
  readonly #options: KeptConnectionOptions
  readonly #beat: Repetition
  #connection: pg.Client | null = null
  #connecting: Promise<void> | undefined
  #retry: NodeJS.Timeout | undefined
  #session: { pid: number; since: string } | undefined
  #failures = 0
  #stopped = false
  #answeredAt = performance.now()

  constructor(options: KeptConnectionOptions) {
    this.#options = options
    this.#beat = repeat(options.beatSeconds ?? DEFAULT_BEAT_SECONDS, () => this.#look())
  }

  /** The connection, or null while there is none. */
  get current(): pg.Client | null {
    return this.#connection
  }

  /** Seconds since the server has answered last. */
  get silentSeconds(): number {
    return (performance.now() - this.#answeredAt) / 1000
  }

  /** Connects. Resolves after the first attempt, which may have failed and is repeated then. */
  async start(): Promise<void> {
    if (this.#stopped) return
    this.#beat.start(this.#options.onFailure)
    await this.#tryToConnect()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#retry)
    const beat = this.#beat.stop()
    const connection = this.#connection
    this.#connection = null
    await this.#connecting
    if (connection !== null) await endConnection(connection)
    await beat
  }

  #tryToConnect(): Promise<void> {
    this.#connecting = this.#connect().then(
      () => {
        this.#failures = 0
      },
      (error) => {
        if (this.#failures === 0 && !this.#stopped) this.#options.onFailure(error)
        this.#connectLater(pauseAfter(++this.#failures, RETRY))
      },
    )
    return this.#connecting
  }

  async #connect(): Promise<void> {
    const connection = await this.#options.open()
    try {
      await this.#replaceSession(connection)
      await this.#options.onOpen(connection)
    } catch (error) {
      await endConnection(connection)
      throw error
    }
    if (this.#stopped) return endConnection(connection)
    this.#connection = connection
    this.#answeredAt = performance.now()
    connection.once('end', () => this.#lost(connection))
  }

  async #replaceSession(connection: pg.Client): Promise<void> {
    if (this.#session !== undefined) {
      await connection.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where pid = $1 and backend_start = $2::timestamptz and usename = current_user and pid <> pg_backend_pid()`,
        [this.#session.pid, this.#session.since],
      )
    }
    const { rows } = await connection.query<{ pid: number; since: string }>(
      // The view looks at all sessions, and who they belong to.
      'select pid, backend_start::text as since from pg_stat_get_activity(pg_backend_pid())',
    )
    this.#session = rows[0]
  }

  async #look(): Promise<void> {
    const connection = this.#connection
    if (connection === null) return
    // With a statement under way this cuts the connection, which fails the statement.
    const limit = setTimeout(() => void connection.end(), BEAT_LIMIT_MS)
    try {
      await connection.query('select 1')
      this.#answeredAt = performance.now()
    } catch {
      this.#lost(connection)
      return
    } finally {
      clearTimeout(limit)
    }
    await this.#options.onBeat?.()
  }

  #lost(connection: pg.Client): void {
    if (this.#connection !== connection) return
    this.#connection = null
    this.#connectLater(RECONNECT_MS)
  }

  #connectLater(delayMs: number): void {
    if (this.#stopped) return
    this.#retry = setTimeout(() => this.#tryToConnect(), delayMs)
    this.#retry.unref()
  }
}
