import type pg from 'pg'
import type { Log } from '../../log.ts'
import { failureFields } from '../failure-fields.ts'
import { KeptConnection } from '../kept-connection.ts'
import { catchUp } from './catch-up.ts'
import { DB_REPLICA_LAG_BYTES, DB_REPLICA_LAG_SECONDS, DB_REPLICA_USABLE } from './metrics.ts'
import { IDENTITY, REPLAYED_POSITION } from './statements.ts'

export interface ReplicaWatchOptions {
  /** Opens a connection to the replica. */
  open: () => Promise<pg.Client>
  /** Up to where the log of the primary has what is committed. */
  committed: () => Promise<number>
  /** What the primary has in common with its standbys. */
  identity: () => Promise<string>
  waitMs: number
  /** Called when the replica is lost. */
  onLost: () => void
  log: Pick<Log, 'info' | 'warn'>
}

const LOOK_SECONDS = 1
/** A look that has no answer for so long leaves the replica out. */
const SILENT_SECONDS = 3
/** Positions that are kept to know how long ago one was reached by the primary: an hour of looks. */
const MOST_SAMPLES = 3600

const FOREIGN = 'DATABASE_READ_URL names no standby of the database of DATABASE_URL: it is not used'

/** A position of the primary's log, and when it was read. */
interface Sample {
  position: number
  at: number
}

/** Looks once a second whether the read replica can be used, and how far it is behind. */
export class ReplicaWatch {
  readonly #options: ReplicaWatchOptions
  readonly #kept: KeptConnection
  #connection: pg.Client | null = null
  #isBehind = true
  #isKnown = false
  #isForeign = false
  /** Those that the replica had not replayed at the last look, the oldest first. */
  #ahead: Sample[] = []

  constructor(options: ReplicaWatchOptions) {
    this.#options = options
    this.#kept = new KeptConnection({
      open: options.open,
      onOpen: (connection) => this.#begin(connection),
      onBeat: () => this.#look(),
      onFailure: (err) => this.#fail(err),
      beatSeconds: LOOK_SECONDS,
    })
  }

  /** Whether reads may go to the replica, and if not, why. */
  get state(): 'usable' | 'behind' | 'no_connection' {
    const { current, silentSeconds } = this.#kept
    if (current === null || silentSeconds > SILENT_SECONDS + this.#options.waitMs / 1000) return 'no_connection'
    return this.#isBehind ? 'behind' : 'usable'
  }

  /** Tells that a read has waited in vain: until the next look that finds the replica caught up, none waits again. */
  noteBehind(): void {
    this.#isBehind = true
    DB_REPLICA_USABLE.set(0)
  }

  /** Begins to look. A replica that cannot be reached is tried again and again. */
  start(): Promise<void> {
    return this.#kept.start()
  }

  async stop(): Promise<void> {
    await this.#kept.stop()
    DB_REPLICA_USABLE.set(0)
    DB_REPLICA_LAG_SECONDS.set(0)
    DB_REPLICA_LAG_BYTES.set(0)
  }

  async #begin(connection: pg.Client): Promise<void> {
    const [{ rows }, own] = await Promise.all([
      connection.query<{ identity: string }>(IDENTITY.text),
      this.#options.identity(),
    ])
    if (rows[0]?.identity !== own) {
      if (!this.#isForeign) this.#options.log.warn(FOREIGN)
      this.#isForeign = true
      throw new Error(FOREIGN)
    }
    this.#isForeign = false
    this.#connection = connection
    await this.#look()
    if (!this.#isKnown) this.#options.log.info('the read replica is found')
    this.#isKnown = true
  }

  async #look(): Promise<void> {
    const connection = this.#connection
    if (connection === null) return
    const at = performance.now()
    // Without the primary nothing can be said, and reads go nowhere else: they ask it for the position, too.
    const position = await this.#options.committed().catch(() => null)
    if (position === null) return
    const { replayed, isThere } = await catchUp(() => replayedOn(connection), position, this.#options.waitMs)
    this.#isBehind = !isThere
    this.#ahead = [...this.#ahead, ...(this.#ahead.length < MOST_SAMPLES ? [{ position, at }] : [])].filter(
      (sample) => sample.position > replayed,
    )
    const [oldest] = this.#ahead
    DB_REPLICA_LAG_SECONDS.set(oldest === undefined ? 0 : (performance.now() - oldest.at) / 1000)
    DB_REPLICA_LAG_BYTES.set(Math.max(0, position - replayed))
    DB_REPLICA_USABLE.set(isThere ? 1 : 0)
  }

  #fail(error: unknown): void {
    DB_REPLICA_USABLE.set(0)
    this.#isKnown = false
    if (!this.#isForeign) {
      const fields = failureFields(error, 'DATABASE_READ_URL')
      this.#options.log.warn(fields, 'the read replica cannot be used; the primary answers its reads')
    }
    this.#options.onLost()
  }
}

async function replayedOn(connection: pg.Client): Promise<number | null> {
  const { rows } = await connection.query<{ position: string | null }>(REPLAYED_POSITION.text)
  const position = rows[0]?.position ?? null
  return position === null ? null : Number(position)
}
