import { LRUCache } from 'lru-cache'

const MOST = 1000

/** An answer with the state of the database that it was made of. */
export interface KnownAnswer<T> {
  /** As `MOMENT` tells it. */
  moment: string
  answer: T
}

/**
 * What was answered lately. Many people type the same first letters, which are those that cost most. An answer is right as
 * long as the database has not changed at all: so nothing has to be forgotten when something changes, whoever changes it.
 */
export class AnswersOfMoment<T extends object> {
  readonly #known = new LRUCache<string, KnownAnswer<T>>({ max: MOST })

  get(question: string): KnownAnswer<T> | null {
    return this.#known.get(question) ?? null
  }

  /** @param moments of all statements that the answer was made of; it is kept if they are the same. */
  keep(question: string, answer: T, moments: readonly (string | null)[]): void {
    const [moment = null] = moments
    if (moment !== null && moments.every((each) => each === moment)) this.#known.set(question, { moment, answer })
  }
}
