import { explainConnection } from '../plugins/database/connection-problem.ts'
import { findDatabaseError, READ_ONLY } from '../plugins/database/database-error.ts'

/** Says why a command has failed, and what to do where the database is in the way. */
export function explainError(error: unknown): string {
  const reason = explainConnection(error)
  if (findDatabaseError(error)?.code !== READ_ONLY) return reason
  return `The database can only be read (${reason}). Set DATABASE_URL to a server that takes changes`
}
