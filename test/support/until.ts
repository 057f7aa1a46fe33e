import { setImmediate } from 'node:timers/promises'

/** Resolves once the condition holds, which is looked at again after each turn of the event loop. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await setImmediate()
}
