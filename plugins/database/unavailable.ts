import { findDatabaseError } from './database-error.ts'

/** SQLSTATEs that say that the database cannot do it now, and that the same may work later. */
const UNAVAILABLE = new Set([
  '25006', // a standby, or a database that is only read
  '25P03', // a transaction stood still too long
  '25P04', // a transaction took too long
  '40001', // lost against other transactions each time it was tried
  '40P01',
  '53100', // disk full
  '53200', // out of memory
  '53300', // too many connections
  '55P03', // somebody else held a lock too long
  '57014', // the statement took too long
  '57P01', // the server ends, has ended, or starts
  '57P02',
  '57P03',
  '57P04', // the database was dropped
  '57P05',
  '3D000', // no such database
  '28000', // not let in
  '28P01',
])

/** The system of the server, such as a file that it cannot read or write at the moment. */
const SYSTEM_CLASS = '58'
/** Errors of connections, https://www.postgresql.org/docs/current/errcodes-appendix.html */
const CONNECTION_CLASS = '08'

/**
 * Whether a call to the database failed because it cannot be reached, does not answer in time, or cannot write at the
 * moment. The same call may work later.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  const code = findDatabaseError(error)?.code
  if (code !== undefined) {
    return UNAVAILABLE.has(code) || code.startsWith(CONNECTION_CLASS) || code.startsWith(SYSTEM_CLASS)
  }
  if (isUnreachable(error) || hasCode(error, 'DATABASE_UNUSABLE')) return true
  // What could not be done because of it, such as a commit after a statement that has failed.
  return error instanceof Error && error.cause !== undefined && isDatabaseUnavailable(error.cause)
}

/** What to tell of a call that failed for such a reason, in one line; null for a mistake. */
export function whyUnavailable(error: unknown): string | null {
  if (!isDatabaseUnavailable(error)) return null
  return error instanceof Error ? error.message : String(error)
}

/** SQLSTATEs with which a server takes its leave, or says that another one leads by now. */
const LOST = /^(57P0[1-5]|25P03|25P04|53300|25006|08...)$/

/**
 * Whether a call to the database failed because its server ended, was cut off, or was replaced by another one. What was
 * under way can be done again when it is back.
 */
export function isDatabaseLost(error: unknown): boolean {
  const code = findDatabaseError(error)?.code
  if (code !== undefined) return LOST.test(code)
  if (isUnreachable(error)) return true
  return error instanceof Error && error.cause !== undefined && isDatabaseLost(error.cause)
}

/** Whether there was no connection, or it was lost. */
export function isUnreachable(error: unknown): boolean {
  return hasCode(error, 'DATABASE_UNREACHABLE')
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
