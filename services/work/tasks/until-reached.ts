import { setTimeout as delay } from 'node:timers/promises'
import type { Database } from '../../../plugins/database/database.ts'
import { isDatabaseLost } from '../../../plugins/database/unavailable.ts'
import { DATABASE_ANSWERS } from './statements.ts'

/** How often the work is begun in all: a statement that ends its server must not do so for ever. */
const TRIES = 3
const LOOK_MS = 500

/**
 * Runs a part of a task that may be repeated. When the database is lost meanwhile, waits until it answers and runs it
 * again, so that what the task has done before, such as a call of a model, is not lost.
 *
 * @param signal of the task: when it aborts, nothing is waited for any more.
 * @throws what `work` throws, when another try does not help.
 */
export async function untilReached<T>(
  db: Pick<Database, 'query'>,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries >= TRIES || !isDatabaseLost(error) || !(await answers(db, signal))) throw error
    }
  }
}

/** Resolves with true when the database answers again, or with false when the signal has aborted before. */
async function answers(db: Pick<Database, 'query'>, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    try {
      await db.query(DATABASE_ANSWERS)
      return true
    } catch (error) {
      if (!isDatabaseLost(error)) throw error
      await delay(LOOK_MS, undefined, { signal }).catch(() => {})
    }
  }
  return false
}
