import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import type { KeptAnswer } from './answer.ts'

/** Between two looks whether another replica has finished. */
const POLL_MS = 50

/** The first request with the key did not end in time. */
export class StillRunningError extends Error {
  override readonly name = 'StillRunningError'
}

/** How long a request waits for the first one with its key. */
export class Patience {
  readonly #end: number

  constructor(seconds: number) {
    this.#end = performance.now() + seconds * 1000
  }

  get leftMs(): number {
    return Math.max(0, this.#end - performance.now())
  }

  /** Waits a moment. @throws StillRunningError when the time is over. */
  async wait(): Promise<void> {
    if (this.leftMs === 0) throw new StillRunningError()
    await delay(Math.min(POLL_MS, this.leftMs))
  }
}

/** Either the answer of the request before, or the turn to work, which must be left in the end. */
export type Turn = { answer: KeptAnswer } | { answer: null; leave(answer: KeptAnswer | null): void }

/**
 * One request with a key at a time in this process. Those that wait need no connection to the database, and get the
 * answer from memory.
 */
export class Turns {
  readonly #running = new Map<string, Promise<KeptAnswer | null>>()

  /** @throws StillRunningError when the others do not end in time. */
  async take(id: string, patience: Patience): Promise<Turn> {
    for (let running = this.#running.get(id); running !== undefined; running = this.#running.get(id)) {
      const answer = await within(running, patience.leftMs)
      if (answer !== null) return { answer }
    }
    const { promise, resolve } = Promise.withResolvers<KeptAnswer | null>()
    this.#running.set(id, promise)
    const leave = (answer: KeptAnswer | null) => {
      if (this.#running.get(id) === promise) this.#running.delete(id)
      resolve(answer)
    }
    return { answer: null, leave }
  }
}

async function within<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  const stop = new AbortController()
  const limit = delay(milliseconds, undefined, { signal: stop.signal }).then(
    () => Promise.reject(new StillRunningError()),
    () => work,
  )
  try {
    return await Promise.race([work, limit])
  } finally {
    stop.abort()
  }
}
