import { DatabaseUnreachableError, findDatabaseError } from './database-error.ts'

/** SQLSTATEs that say how the server is, whatever the statement. */
const STATES = new Set([
  '25006', // a standby, or a database that is only read
  '3D000', // no such database
  '28000', // not let in
  '28P01',
  '53100', // disk full
  '53300', // too many connections
  '57P01', // the server ends, has ended, or starts
  '57P02',
  '57P03',
])

/**
 * Takes the stack from an error that says how the server is: where in the program that was noticed does not matter, and
 * in the log the reason would be lost between the lines.
 */
export function dropStackOfState(error: unknown): void {
  const isState = error instanceof DatabaseUnreachableError || STATES.has(findDatabaseError(error)?.code ?? '')
  if (!isState) return
  for (let each: unknown = error; each instanceof Error; each = each.cause) each.stack = `${each.name}: ${each.message}`
}
