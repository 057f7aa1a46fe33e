/** What PostgreSQL said about a statement that failed. */
export interface DatabaseError {
  /** SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html */
  code: string
  /** Name of the constraint that was violated, where one was. */
  constraint: string | undefined
}

export const UNIQUE_VIOLATION = '23505'
export const FOREIGN_KEY_VIOLATION = '23503'
export const NOT_NULL_VIOLATION = '23502'
/** Among others, a value is too long for an index. */
export const PROGRAM_LIMIT_EXCEEDED = '54000'
/** An integer became larger than its column. */
export const NUMERIC_VALUE_OUT_OF_RANGE = '22003'

/** The transaction only reads, by its own beginning, the session's default, or because the server is a standby. */
export const READ_ONLY = '25006'

const SERIALIZATION_FAILURE = '40001'
const DEADLOCK = '40P01'
const LOCK_NOT_AVAILABLE = '55P03'
const FEATURE_NOT_SUPPORTED = '0A000'
const NO_SUCH_STATEMENT = '26000'
const DUPLICATE_STATEMENT = '42P05'

/** The service cannot work with this database, whatever is tried; the message says what to do. */
export class DatabaseUnusableError extends Error {
  override readonly name = 'DatabaseUnusableError'
  readonly code = 'DATABASE_UNUSABLE'
}

/** There is no connection to the server, or it was lost: what was sent on it last may have been done or not. */
export class DatabaseUnreachableError extends Error {
  override readonly name = 'DatabaseUnreachableError'
  // A name of its own, because the ORM copies the properties of an error and not its class.
  readonly code = 'DATABASE_UNREACHABLE'
}

/** Finds the SQLSTATE and the constraint in an error of the driver or of the ORM; null for any other error. */
export function findDatabaseError(error: unknown): DatabaseError | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  // The names of system errors, such as EPIPE, have no digits.
  if (!/^(?=.*[0-9])[0-9A-Z]{5}$/.test(error.code)) return null
  const constraint = 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined
  return { code: error.code, constraint }
}

/** Whether `error` is the violation of the named constraint (unique, foreign key or check). */
export function violates(error: unknown, constraint: string): boolean {
  return findDatabaseError(error)?.constraint === constraint
}

/** Whether a prepared statement has to be prepared anew, because the tables have changed. */
export function isStalePlan(error: unknown): boolean {
  const code = findDatabaseError(error)?.code
  return code === FEATURE_NOT_SUPPORTED && error instanceof Error && error.message.includes('cached plan')
}

/**
 * Whether the name of a prepared statement is unknown or taken: a pooler stands between and gives the sessions of the
 * server to one client after another. The statement itself has not been run.
 */
export function isForeignSession(error: unknown): boolean {
  const code = findDatabaseError(error)?.code
  return code === NO_SUCH_STATEMENT || code === DUPLICATE_STATEMENT
}

/** Whether the same transaction may succeed when it is run again at once. */
export function isRetryable(error: unknown): boolean {
  const code = findDatabaseError(error)?.code
  return code === SERIALIZATION_FAILURE || code === DEADLOCK || isStalePlan(error) || isForeignSession(error)
}

/** Whether the transaction gave up because somebody else held a lock too long. */
export function isLockTimeout(error: unknown): boolean {
  return findDatabaseError(error)?.code === LOCK_NOT_AVAILABLE
}
