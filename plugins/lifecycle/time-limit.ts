/** The outcome of a call with a time limit. */
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
 * soon as the outcome is known. A result after the time limit is ignored.
 *
 * @param hurry ends the time early when it is aborted.
 */
export async function runWithin<T>(
  limitSeconds: number,
  fn: () => T | Promise<T>,
  hurry?: AbortSignal,
): Promise<LimitedOutcome<T>> {
  const { promise: expiry, resolve } = Promise.withResolvers<LimitedOutcome<T>>()
  const expire = () => resolve({ outcome: 'timed out' })
  const timer = setTimeout(expire, Math.min(Math.max(limitSeconds, 0) * 1000, MAX_DELAY_MS))
  if (hurry?.aborted) expire()
  hurry?.addEventListener('abort', expire)
  const call = new Promise<T>((resolve) => resolve(fn())).then(
    (value): LimitedOutcome<T> => ({ outcome: 'done', value }),
    (error: unknown): LimitedOutcome<T> => ({ outcome: 'failed', error }),
  )
  try {
    return await Promise.race([call, expiry])
  } finally {
    clearTimeout(timer)
    hurry?.removeEventListener('abort', expire)
  }
}
