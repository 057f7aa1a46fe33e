import { setTimeout as delay } from 'node:timers/promises'

const POLL_MS = 100
/** A first start copies the files of the leader. */
const LIMIT_MS = 300_000

/**
 * Tries again and again, also when `find` rejects, until it answers something.
 *
 * @param what is waited for, for the message.
 * @throws Error after five minutes, with the last error as its cause.
 */
export async function until<T>(what: string, find: () => Promise<T | null>): Promise<T> {
  const end = performance.now() + LIMIT_MS
  let cause: unknown
  for (;;) {
    try {
      const found = await find()
      if (found !== null) return found
    } catch (error) {
      cause = error
    }
    if (performance.now() > end) throw new Error(`${what}: not within ${LIMIT_MS / 1000} s`, { cause })
    await delay(POLL_MS)
  }
}
