import { performance } from 'node:perf_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** Returns a function that gives the event loop a turn once `milliseconds` have passed since the last turn. */
export function createTimeSlice(milliseconds: number): () => Promise<void> | undefined {
  let end = performance.now() + milliseconds
  return () => {
    if (performance.now() < end) return undefined
    return nextTurn().then(() => {
      end = performance.now() + milliseconds
    })
  }
}
