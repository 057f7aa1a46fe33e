import type { Database } from '../../../plugins/database/database.ts'
import type { Log } from '../../../plugins/log.ts'
import { type Repetition, repeat } from '../../../plugins/repeat.ts'
import type { OwnStreams } from '../../../plugins/sse/own-streams.ts'
import type { Callers } from './callers.ts'
import { LIVE_CREDENTIALS } from './statements.ts'

/** How often the owners of open streams are looked at, since a notification can be lost. */
const LOOK_SECONDS = 1

export interface AccessWatchParts {
  db: Database
  callers: Callers
  /** Null when an external gateway serves the streams. */
  streams: OwnStreams | null
  log: Pick<Log, 'warn'>
}

/** Has each change of access take effect in this process: callers are forgotten, and streams end with their caller. */
export class AccessWatch {
  readonly #parts: AccessWatchParts
  readonly #looking: Repetition

  constructor(parts: AccessWatchParts) {
    this.#parts = parts
    this.#looking = repeat(LOOK_SECONDS, () => this.#endStreams(), { tellsChanges: true })
  }

  start(): void {
    this.#looking.start((err) => this.#warn(err))
  }

  stop(): Promise<void> {
    return this.#looking.stop()
  }

  /** To be called when the database announces a change. */
  changed(): void {
    this.#parts.callers.memory.clear()
    this.#endStreams().catch((err) => this.#warn(err))
  }

  /** Ends the streams whose device or token does not let them in any more, or in another role. */
  async #endStreams(): Promise<void> {
    const { db, streams } = this.#parts
    const credentials = streams?.credentials() ?? []
    if (streams === null || credentials.length === 0) return
    const idsOf = (kind: 'device' | 'token') => credentials.filter((each) => each.kind === kind).map(({ id }) => id)
    const live = await db.query(LIVE_CREDENTIALS, [idsOf('device'), idsOf('token')])
    const roles = new Map(live.map(({ kind, id, role }) => [`${kind} ${id}`, role]))
    const looked = new Set(credentials.map(({ kind, id }) => `${kind} ${id}`))
    streams.endOf(({ kind, id, role }) => looked.has(`${kind} ${id}`) && roles.get(`${kind} ${id}`) !== role)
  }

  #warn(err: unknown): void {
    this.#parts.log.warn({ err }, 'whether open event streams may go on could not be read')
  }
}
