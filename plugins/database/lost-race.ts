import { DomainError } from '../errors/domain-error.ts'
import { FOREIGN_KEY_VIOLATION, findDatabaseError } from './database-error.ts'

/**
 * 409: what a unit of work had looked at was changed by another one before it was done. The unit is run again from its
 * beginning, and sees what there is now; only when it loses again and again the caller is told.
 */
export class LostRaceError extends DomainError {
  /** @param operation what was to be done, as it follows "Cannot". */
  constructor(operation: string) {
    super(
      409,
      'INVALID_OPERATION',
      `Cannot ${operation} because others change the same records at the same time`,
      'Try again in a moment',
      {},
      { passes: true, retryAfterSeconds: 1 },
    )
  }
}

/**
 * Runs what writes references to records that may be deleted at any moment. One that is gone when it is written is a lost
 * race: run again, the unit of work does without it, or says what is missing.
 */
export async function unlessReferencesGo<T>(operation: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (findDatabaseError(error)?.code === FOREIGN_KEY_VIOLATION) throw new LostRaceError(operation)
    throw error
  }
}
