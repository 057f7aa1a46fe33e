import { lastKeyAt } from './keyboard/lone-key.ts'

/** Nobody types any more when no key has come for so long. */
const PAUSE_MS = 1000
/** On a machine that is never idle. */
const MOST_MS = 5000
/** Where browsers do not tell when they are idle. */
const IDLE_MS = 1500

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

function untilIdle(): Promise<void> {
  if (!('requestIdleCallback' in globalThis)) return pause(IDLE_MS)
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: MOST_MS }))
}

/** Ends when the browser is idle and nobody types: what takes long then holds up no key. */
export async function untilCalm(): Promise<void> {
  await untilIdle()
  while (performance.now() - lastKeyAt() < PAUSE_MS) {
    await pause(PAUSE_MS)
    await untilIdle()
  }
}
