import { performance } from 'node:perf_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** Gives the event loop a turn when that is due; undefined when it is not, so that there is nothing to await. */
export type YieldIfDue = () => Promise<void> | undefined

/** Makes a function that gives the event loop a turn once `milliseconds` have passed since the last turn. */
export function createTimeSlice(milliseconds: number): YieldIfDue {
  let end = performance.now() + milliseconds
  return () => {
    if (performance.now() < end) return undefined
    return nextTurn().then(() => {
      end = performance.now() + milliseconds
    })
  }
}
