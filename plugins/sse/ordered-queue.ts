import pLimit, { type LimitFunction } from 'p-limit'

/** Runs jobs at the same time up to a limit, those of one key one after another in the order in which they came. */
export class OrderedQueue {
  readonly #limit: LimitFunction
  readonly #tails = new Map<string, Promise<unknown>>()

  /** @param limit jobs that run at the same time. */
  constructor(limit: number) {
    this.#limit = pLimit(limit)
  }

  /** @returns what the job returns; a job that fails does not hold the next one of its key. */
  run<T>(key: string, job: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(key) ?? Promise.resolve()
    const result = before.then(() => this.#limit(job))
    const tail: Promise<unknown> = result
      .catch(() => {})
      .then(() => {
        if (this.#tails.get(key) === tail) this.#tails.delete(key)
      })
    this.#tails.set(key, tail)
    return result
  }
}
