/** Pseudo-random numbers, the same for the same seed. */
export class Dice {
  #state: number

  /** @param seed an integer. */
  constructor(seed: number) {
    this.#state = seed | 0
  }

  /** 0 up to, not including, 1. */
  next(): number {
    // mulberry32: fast, and random enough for sample data.
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** True in so many of a hundred cases. */
  percent(share: number): boolean {
    return this.next() * 100 < share
  }

  /** An integer from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  of<T>(list: readonly [T, ...T[]]): T
  of<T>(list: readonly T[]): T
  of<T>(list: readonly T[]): T {
    const picked = list[Math.floor(this.next() * list.length)]
    if (picked === undefined) throw new Error('there is nothing to choose from')
    return picked
  }
}
