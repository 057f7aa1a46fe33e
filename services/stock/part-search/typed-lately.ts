import { LRUCache } from 'lru-cache'
import type { TypedBefore } from './typed-before.ts'

/** Each holds a page of parts with why they match. */
const MOST = 300
/** Who types fast is asked for every third letter. */
const LETTERS = 3

/** What was found lately for queries that were being typed, to find the next letter's page in. */
export class TypedLately {
  readonly #known = new LRUCache<string, TypedBefore>({ max: MOST })
  #moment: string | null = null

  /** The state of the database that was seen last. */
  get moment(): string | null {
    return this.#moment
  }

  /** @param moments of the statements that a page was made of; it is kept if they are the same. */
  keep(limit: number, found: Omit<TypedBefore, 'moment'>, moments: readonly (string | null)[]): void {
    const [moment = null] = moments
    this.#moment = moments.at(-1) ?? null
    if (moment !== null && moments.every((each) => each === moment)) {
      this.#known.set(keyOf(limit, found.query.q), { moment, ...found })
    }
  }

  /** What was found in the last state for the query without its last letters. */
  before(limit: number, q: string): TypedBefore | null {
    for (let letters = 1; letters <= LETTERS && letters < q.length; letters++) {
      const found = this.#known.get(keyOf(limit, q.slice(0, -letters)))
      if (found && found.moment === this.#moment) return found
    }
    return null
  }
}

function keyOf(limit: number, q: string): string {
  return `${limit} ${q}`
}
