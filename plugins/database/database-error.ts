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
/** An integer became larger than its column. */
export const NUMERIC_VALUE_OUT_OF_RANGE = '22003'

const SERIALIZATION_FAILURE = '40001'
const DEADLOCK = '40P01'

/** Finds the SQLSTATE and the constraint in an error of the driver or of the ORM; null for any other error. */
export function findDatabaseError(error: unknown): DatabaseError | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  if (!/^[0-9A-Z]{5}$/.test(error.code)) return null
  const constraint = 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined
  return { code: error.code, constraint }
}

/** Whether `error` is the violation of the named constraint (unique, foreign key or check). */
export function violates(error: unknown, constraint: string): boolean {
  return findDatabaseError(error)?.constraint === constraint
}

/** Whether the same transaction may succeed when it is run again. */
export function isRetryable(error: unknown): boolean {
  const code = findDatabaseError(error)?.code
  return code === SERIALIZATION_FAILURE || code === DEADLOCK
}
