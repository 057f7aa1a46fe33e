import type { Queries } from '../planning/present.ts'
import { CommitSession } from './commit-session.ts'
import { type OnMatched, ProposalSession } from './proposal-session.ts'
import { RevisionSession } from './revision-session.ts'
import { sessionMemoryMb } from './session-memory.ts'
import { type Methods, SessionThread } from './session-thread.ts'

/** So few rows are planned sooner than a thread has started. */
export const FEW_ROWS = 500

/** Calls the methods of a session, wherever it runs. */
export type Session<S extends Methods<S>> = Pick<SessionThread<S>, 'call' | 'end' | 'abort'>

/** A session on this thread. */
function here<S extends Methods<S>>(session: S): Session<S> {
  const target: object = session
  return {
    call: async (method: string, ...args) => Reflect.get(target, method).apply(session, args),
    end: async () => {},
    abort: async () => {},
  }
}

/** Begins sessions: short ones on this thread, long ones in threads of their own. */
export class Sessions {
  readonly #memoryMb: number

  /** @param memoryMb MiB that one thread may have, by the settings. */
  constructor(memoryMb: number) {
    this.#memoryMb = sessionMemoryMb(memoryMb)
  }

  /** A session that commits an import of so many rows. @param db the unit of work. */
  commit(db: Queries, rows: number): Session<CommitSession> {
    if (rows <= FEW_ROWS) return here(new CommitSession(db))
    return new SessionThread<CommitSession>('commit', { db, memoryMb: this.#memoryMb })
  }

  /** A session that changes rows of a proposal of so many. @param db the unit of work. */
  revision(db: Queries, rows: number): Session<RevisionSession> {
    if (rows <= FEW_ROWS) return here(new RevisionSession(db))
    return new SessionThread<RevisionSession>('revision', { db, memoryMb: this.#memoryMb })
  }

  /** A session that makes a proposal of few rows, or of many. */
  proposal(db: Queries, isLong: boolean, onMatched: OnMatched): Session<ProposalSession> {
    if (!isLong) return here(new ProposalSession(db, onMatched))
    return new SessionThread<ProposalSession>('proposal', { db, memoryMb: this.#memoryMb, onMatched })
  }
}
