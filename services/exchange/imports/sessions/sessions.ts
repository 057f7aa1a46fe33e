import type { Queries } from '../planning/present.ts'
import { CommitSession } from './commit-session.ts'
import { type OnMatched, ProposalSession } from './proposal-session.ts'
import { RevisionSession } from './revision-session.ts'
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

/** A session that commits an import of so many rows. @param db the unit of work. */
export function commitSession(db: Queries, rows: number): Session<CommitSession> {
  return rows <= FEW_ROWS ? here(new CommitSession(db)) : new SessionThread<CommitSession>('commit', db)
}

/** A session that changes rows of a proposal of so many. @param db the unit of work. */
export function revisionSession(db: Queries, rows: number): Session<RevisionSession> {
  return rows <= FEW_ROWS ? here(new RevisionSession(db)) : new SessionThread<RevisionSession>('revision', db)
}

/** A session that makes a proposal of few rows, or of many. */
export function proposalSession(db: Queries, isLong: boolean, onMatched: OnMatched): Session<ProposalSession> {
  return isLong
    ? new SessionThread<ProposalSession>('proposal', db, onMatched)
    : here(new ProposalSession(db, onMatched))
}
