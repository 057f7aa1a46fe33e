import { setImmediate } from 'node:timers/promises'

/** So many rows are planned before requests that wait get their turn. */
const TURN = 500

/** Does some work for each item, and lets what waits in between have its turn. */
export async function eachInTurns<T>(items: Iterable<T>, work: (item: T) => void): Promise<void> {
  let count = 0
  for (const item of items) {
    work(item)
    if (++count % TURN === 0) await setImmediate()
  }
}
