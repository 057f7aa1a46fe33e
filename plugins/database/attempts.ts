import { setTimeout as delay } from 'node:timers/promises'
import { FOREIGN_KEY_VIOLATION, findDatabaseError, isLockTimeout, isRetryable } from './database-error.ts'
import { LostRaceError } from './lost-race.ts'

/** How often what lost against others is tried in all. */
const ATTEMPTS = 5
/** What gave up on a lock has waited long already. */
const ATTEMPTS_ON_LOCKS = 2

/** What refers to a record that is gone finds that out itself when it looks again, unless it does not look. */
const ATTEMPTS_ON_REFERENCES = 2

/** Nothing had been done yet when this happened. */
export class NotBegunError extends Error {
  override readonly name = 'NotBegunError'
}

/**
 * Runs `attempt`, and again when it lost against another transaction (deadlock, serialisation failure, a lost race, a
 * record that was deleted before it was referred to), gave up on a lock that somebody holds, or found that its idle
 * connection had been dropped before it could begin.
 */
export async function withAttempts<T>(attempt: () => Promise<T>): Promise<T> {
  for (let count = 1; ; count++) {
    try {
      return await attempt()
    } catch (error) {
      const failure = error instanceof NotBegunError ? error.cause : error
      if (count >= allowedAttempts(error)) throw failure
      await delay(Math.random() * 10 * 2 ** count)
    }
  }
}

function allowedAttempts(error: unknown): number {
  if (isRetryable(error) || error instanceof LostRaceError) return ATTEMPTS
  if (findDatabaseError(error)?.code === FOREIGN_KEY_VIOLATION) return ATTEMPTS_ON_REFERENCES
  return isLockTimeout(error) || error instanceof NotBegunError ? ATTEMPTS_ON_LOCKS : 1
}
