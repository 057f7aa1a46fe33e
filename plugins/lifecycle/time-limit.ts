/** What became of a call that had a time limit. */
export type LimitedOutcome<T> =
  | { outcome: 'done'; value: T }
  | { outcome: 'failed'; error: unknown }
  | { outcome: 'timed out' }

/** The longest delay that timers take, in milliseconds. */
const MAX_DELAY_MS = 2 ** 31 - 1

/**
 * Calls `fn` and waits for its result, but no longer than `limitSeconds`. Never rejects.
 *
 * The timer keeps the process alive, so that the limit is kept even when nothing else would, and it is cleared as
 * soon as the outcome is known. What comes of a call after its time is ignored.
 */
export async function runWithin<T>(limitSeconds: number, fn: () => T | Promise<T>): Promise<LimitedOutcome<T>> {
  let timer: NodeJS.Timeout | undefined
  const expiry = new Promise<LimitedOutcome<T>>((resolve) => {
    const delay = Math.min(Math.max(limitSeconds, 0) * 1000, MAX_DELAY_MS)
    timer = setTimeout(() => resolve({ outcome: 'timed out' }), delay)
  })
  const call = new Promise<T>((resolve) => resolve(fn())).then(
    (value): LimitedOutcome<T> => ({ outcome: 'done', value }),
    (error: unknown): LimitedOutcome<T> => ({ outcome: 'failed', error }),
  )
  try {
    return await Promise.race([call, expiry])
  } finally {
    clearTimeout(timer)
  }
}
