import { setTimeout as pause } from 'node:timers/promises'

/**
 * Between two looks, in milliseconds, at first and at most: what comes soon is seen soon, and who waits for longer does not take
 * the processor from what is waited for.
 */
const FIRST_PAUSE_MS = 1
const LONGEST_PAUSE_MS = 16

/** Resolves once the condition holds. It is looked at again and again; a clock that stands still in the test is no matter. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let pauseMs = FIRST_PAUSE_MS; !(await condition()); pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    await pause(pauseMs)
  }
}
