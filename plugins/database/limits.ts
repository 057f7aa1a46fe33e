import { AsyncLocalStorage } from 'node:async_hooks'
import type { Settings } from '../config/index.ts'
import { StatementNaming } from './statement-naming.ts'

/** How long things may take on a connection, in seconds. */
export interface Limits {
  /** A statement, the time that it waits for locks included. */
  statementSeconds: number
  /** The wait for one lock. */
  lockSeconds: number
  /**
   * Whether each statement is planned once, whatever its values are, for statements that take less time to run than to
   * plan. Otherwise the server decides.
   */
  isPlannedOnce?: boolean
  /**
   * How long a transaction may stand still between two statements: a process that is cut off holds its locks so long. That
   * of the session where it is not set.
   */
  idleTransactionSeconds?: number
}

/** The limits of every session of a pool. */
export interface SessionLimits extends Limits {
  idleTransactionSeconds: number
}

/** The limits of a service whose settings say nothing else. */
export const DEFAULT_LIMITS: SessionLimits = { statementSeconds: 30, lockSeconds: 10, idleTransactionSeconds: 30 }

/** The settings that say how the service uses its sessions. */
export type SessionSettings = Pick<
  Settings,
  'dbPoolTimeout' | 'dbStatementTimeout' | 'dbLockTimeout' | 'dbIdleTransactionTimeout' | 'dbPreparedStatements'
>

/** How connections are made and used, as the settings say. */
export function sessionOptions(settings: SessionSettings) {
  const limits: SessionLimits = {
    statementSeconds: settings.dbStatementTimeout,
    lockSeconds: settings.dbLockTimeout,
    idleTransactionSeconds: settings.dbIdleTransactionTimeout,
  }
  return {
    limits,
    poolTimeoutSeconds: settings.dbPoolTimeout,
    naming: new StatementNaming(settings.dbPreparedStatements),
  }
}

const wanted = new AsyncLocalStorage<Limits>()

/**
 * Runs `work` with other limits than those of its sessions, for statements that are known to take long. A unit of work
 * that is open already keeps the limits that it began with.
 */
export function withLimits<T>(limits: Limits, work: () => Promise<T>): Promise<T> {
  return wanted.run(limits, work)
}

/** The limits that hold for what is called now, or null for those of the session. */
export function wantedLimits(): Limits | null {
  return wanted.getStore() ?? null
}
