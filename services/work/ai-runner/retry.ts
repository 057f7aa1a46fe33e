import { setTimeout as delay } from 'node:timers/promises'

/** Waits before the second and the third attempt, in milliseconds, unless the server names its own. */
const WAITS_MS = [4000, 8000]
/** When a server asks for a longer wait the call fails, because a person waits for the result. */
const MAX_WAIT_MS = 60_000

export type Wait = (ms: number, signal: AbortSignal) => Promise<void>

export const wait: Wait = (ms, signal) => delay(ms, undefined, { signal })

/** Whether another attempt may help, and when. */
export interface RetryAdvice {
  retryable: boolean
  /** Value of the header `Retry-After`. */
  retryAfter: string | null
}

/** Milliseconds that a `Retry-After` header asks for: seconds, or a date (RFC 9110, 10.2.3). */
function requestedWait(retryAfter: string | null): number | undefined {
  if (retryAfter === null) return undefined
  const seconds = Number(retryAfter)
  const ms = Number.isNaN(seconds) ? Date.parse(retryAfter) - Date.now() : seconds * 1000
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}

/**
 * Tries up to three times.
 *
 * @param adviceFor says for an error whether another attempt may help.
 * @throws what the last attempt threw; the signal's reason when it aborts between two attempts.
 */
export async function withRetries<Result>(
  attempt: () => Promise<Result>,
  adviceFor: (error: unknown) => RetryAdvice,
  pause: Wait,
  signal: AbortSignal,
): Promise<Result> {
  for (let failures = 0; ; failures++) {
    signal.throwIfAborted()
    try {
      return await attempt()
    } catch (error) {
      signal.throwIfAborted()
      const { retryable, retryAfter } = adviceFor(error)
      const ms = requestedWait(retryAfter) ?? WAITS_MS[failures]
      if (!retryable || failures >= WAITS_MS.length || ms === undefined || ms > MAX_WAIT_MS) throw error
      await pause(ms, signal).catch((error) => {
        signal.throwIfAborted()
        throw error
      })
    }
  }
}
