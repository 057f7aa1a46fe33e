import type { Queries } from '../planning/present.ts'
import type { KeptRow } from '../stored-rows.ts'
import type { OnMatched, ProposalSession } from './proposal-session.ts'
import { FEW_ROWS, type Session, type Sessions } from './sessions.ts'

/** Takes the rows of a file while it is read. Those of a long file go to a thread at once. */
export class RowIntake {
  readonly #sessions: Sessions
  readonly #db: Queries
  readonly #kept: readonly KeptRow[]
  readonly #onMatched: OnMatched
  readonly #signal: AbortSignal
  #held: string[] = []
  #count = 0
  #session: Session<ProposalSession> | null = null
  /** What the session has been told, in its order. */
  #told: Promise<void> = Promise.resolve()
  readonly #onAbort = () => {
    this.#session?.abort(this.#signal.reason).catch(() => {})
  }

  /** @param parts `kept` is what people have said of rows of this import before. */
  constructor(parts: {
    sessions: Sessions
    db: Queries
    kept: readonly KeptRow[]
    onMatched: OnMatched
    signal: AbortSignal
  }) {
    this.#sessions = parts.sessions
    this.#db = parts.db
    this.#kept = parts.kept
    this.#onMatched = parts.onMatched
    this.#signal = parts.signal
    this.#signal.addEventListener('abort', this.#onAbort)
  }

  /** @param rows a list of rows as JSON. */
  add(rows: string, count: number): void {
    this.#count += count
    this.#held.push(rows)
    if (this.#session !== null || this.#count > FEW_ROWS) this.#hand(this.#open(true))
  }

  /** The session, which has all rows. */
  async session(): Promise<Session<ProposalSession>> {
    const session = this.#open(false)
    this.#hand(session)
    await this.#told
    return session
  }

  async end(): Promise<void> {
    this.#signal.removeEventListener('abort', this.#onAbort)
    await this.#session?.end()
  }

  #open(isLong: boolean): Session<ProposalSession> {
    if (this.#session !== null) return this.#session
    const session = this.#sessions.proposal(this.#db, isLong, this.#onMatched)
    this.#session = session
    this.#tell(() => session.call('keep', this.#kept))
    return session
  }

  #hand(session: Session<ProposalSession>): void {
    for (const rows of this.#held) this.#tell(() => session.call('add', rows))
    this.#held = []
  }

  #tell(work: () => Promise<void>): void {
    this.#told = this.#told.then(work)
    // Whoever asks for the session is told of it.
    this.#told.catch(() => {})
  }
}
