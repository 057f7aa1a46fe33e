import { LRUCache } from 'lru-cache'
import { isOfTokens, type ReadingQuestion } from './probe.ts'

const MOST = 500
const LASTS_MS = 10_000

/**
 * Readings that many parts matched a moment ago. The same words are in most queries, and to count what has them costs the
 * more, the more there are. Hundreds of parts do not go within seconds, so such a reading still is matched by some.
 */
export class CommonReadings {
  readonly #known = new LRUCache<string, true>({ max: MOST, ttl: LASTS_MS })

  isKnown(question: ReadingQuestion): boolean {
    return question.query !== null && isOfTokens(question) && this.#known.has(question.query)
  }

  add(question: ReadingQuestion): void {
    if (question.query !== null && isOfTokens(question)) this.#known.set(question.query, true)
  }
}
