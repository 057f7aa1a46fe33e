import { setTimeout as pause } from 'node:timers/promises'

/** Between two looks, in milliseconds: whoever looks all the time takes the processor from what is waited for. */
const PAUSE_MS = 3

/** Resolves once the condition holds. It is looked at again and again; a clock that stands still in the test is no matter. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await pause(PAUSE_MS)
}
