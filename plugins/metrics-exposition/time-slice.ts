import { performance } from 'node:perf_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** Yields to the event loop when that is due; else it returns undefined, so that there is nothing to await. */
export type YieldIfDue = () => Promise<void> | undefined

/** Makes a function that yields to the event loop once `milliseconds` have passed since the last time. */
export function createTimeSlice(milliseconds: number): YieldIfDue {
  let end = performance.now() + milliseconds
  return () => {
    if (performance.now() < end) return undefined
    return nextTurn().then(() => {
      end = performance.now() + milliseconds
    })
  }
}
