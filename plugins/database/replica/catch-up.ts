import { setTimeout as delay } from 'node:timers/promises'

const FIRST_PAUSE_MS = 1
const LONGEST_PAUSE_MS = 16

/**
 * Waits until a standby has replayed the log up to a position.
 *
 * @param look up to where it has; null when it does not tell.
 * @param waitMs after which it is behind.
 * @returns where it is, and whether that is far enough.
 */
export async function catchUp(
  look: () => Promise<number | null>,
  position: number,
  waitMs: number,
): Promise<{ replayed: number; isThere: boolean }> {
  const end = performance.now() + waitMs
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    const replayed = await look()
    if (replayed === null) return { replayed: 0, isThere: false }
    if (replayed >= position) return { replayed, isThere: true }
    if (performance.now() + pause > end) return { replayed, isThere: false }
    await delay(pause)
  }
}
