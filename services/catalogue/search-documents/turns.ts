import { setImmediate as nextTurn } from 'node:timers/promises'

/** So many milliseconds may pass before other work has its turn. */
const LONGEST = 5

/**
 * For long computations in steps.
 *
 * @returns what is called between two steps: it lets other work have its turn when much time has passed.
 */
export function turns(): () => Promise<void> {
  let begun = performance.now()
  return async () => {
    if (performance.now() - begun < LONGEST) return
    await nextTurn()
    begun = performance.now()
  }
}
