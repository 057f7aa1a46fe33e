/**
 * Picks one entry of each list. Different indexes give different combinations, until all have been used: the index is read
 * as a number whose digits are the picks.
 */
export class Choices {
  /** The number of combinations of the lists so far. */
  combinations = 1
  #rest: number

  constructor(index: number) {
    this.#rest = index
  }

  of<T>(list: readonly [T, ...T[]]): T
  of<T>(list: readonly T[]): T
  of<T>(list: readonly T[]): T {
    const picked = list[this.#rest % list.length]
    if (picked === undefined) throw new Error('there is nothing to choose from')
    this.#rest = Math.floor(this.#rest / list.length)
    this.combinations *= list.length
    return picked
  }
}

function shareAFactor(a: number, b: number): boolean {
  let [larger, smaller] = [a, b]
  while (smaller > 0) [larger, smaller] = [smaller, larger % smaller]
  return larger > 1
}

/**
 * A step that visits each of `count` entries once, with a great distance from one to the next: near the golden section
 * and without a common factor.
 */
export function spreadStep(count: number): number {
  let step = Math.max(1, Math.round(count * 0.618034))
  while (shareAFactor(step, count)) step++
  return step
}
