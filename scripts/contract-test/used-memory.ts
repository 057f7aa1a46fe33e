import { setTimeout as delay } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** How long the service rests before its memory is looked at again, in seconds. */
const REST_SECONDS = 120
/** Code that was compiled with its first requests, caches and pools stay. */
const MOST_GROWTH_MIB = 64

/** What the process keeps after a collection, in MiB. */
async function keptMemory(): Promise<number> {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect !== 'function') throw new Error('This Node does not collect on demand')
  // What one collection finalises, the next one frees.
  for (let round = 0; round < 2; round++) {
    collect()
    await delay(100)
  }
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 2 ** 20
}

/** Compares what the process keeps before a load and some time after it. */
export class UsedMemory {
  readonly #before: number

  private constructor(before: number) {
    this.#before = before
  }

  static async measure(): Promise<UsedMemory> {
    return new UsedMemory(await keptMemory())
  }

  /** Waits two minutes and looks again. @returns what is wrong, if something is. */
  async compare(): Promise<string[]> {
    console.log(`\nMemory: resting for ${REST_SECONDS} s`)
    await delay(REST_SECONDS * 1000)
    const after = await keptMemory()
    const growth = after - this.#before
    console.log(`  kept ${this.#before.toFixed(0)} MiB before, ${after.toFixed(0)} MiB after`)
    return growth > MOST_GROWTH_MIB ? [`memory: ${growth.toFixed(0)} MiB more are kept than before`] : []
  }
}
