import type { Database } from '../../../plugins/database/database.ts'
import { keyToken, typeToken } from '../../catalogue/search-documents/stored-document.ts'
import type { StrictReading } from '../../catalogue/search-rules/readings/strict-reading.ts'
import type { Test } from '../../catalogue/search-rules/readings/test.ts'
import { wordToken } from '../../catalogue/search-rules/readings/word-tests.ts'
import type { Names } from './names/names.ts'
import { firstFrom } from './sorted-texts.ts'
import { COMMON_TOKENS } from './statements.ts'

/** From this share of all parts on it is cheaper to read the newest parts than to count all that have a token. */
const COMMON = 0.02
/** Two letters with the kind of the token, and a third one. */
const SHORTEST_PREFIX = 5
/** The share of all parts that is taken to have something that begins with a letter, and with two: most of it is rare. */
const BEGUN_BY_ONE = 0.3
const BEGUN_BY_TWO = 0.03

/**
 * The tokens that many parts have, as the statistics of the database say. They may be of yesterday, so they only decide
 * how a query is looked for.
 */
export class CommonTokens {
  readonly #db: Database
  #tokens: readonly string[] = []
  #shares = new Map<string, number>()
  #parts = 0

  constructor(db: Database) {
    this.#db = db
  }

  /** Reads the statistics. */
  async refresh(): Promise<void> {
    const rows = await this.#db.query(COMMON_TOKENS)
    this.#shares = new Map(rows.map(({ token, share }) => [token, share]))
    this.#tokens = [...this.#shares.keys()].sort()
    this.#parts = rows[0]?.parts ?? 0
  }

  /** Whether many parts pass one of the tests of some readings. @param least the share of all parts that is many. */
  areCommon(readings: readonly StrictReading[], names: Names, least = COMMON): boolean {
    return (
      this.#shareOfAll(
        readings.flatMap((reading) => reading.tests),
        names,
      ) >= least
    )
  }

  /** What is likely of tests, for statements. */
  by(names: Names) {
    return {
      isCommon: (tests: readonly Test[]) => this.mayBeCommon(tests, names),
      partsLikely: (tests: readonly Test[]) => this.partsLikely(tests, names),
    }
  }

  /** Whether many parts may pass one of some tests: a short beginning is that of many rare tokens. */
  mayBeCommon(tests: readonly Test[], names: Names): boolean {
    const isShort = tests.some((test) => test.on === 'prefix' && test.prefix.length < SHORTEST_PREFIX)
    return isShort || this.#tokens.length === 0 || this.#shareOfAll(tests, names) > 0
  }

  /** How many parts are likely to pass one of some tests, at least; null where nothing is known. */
  partsLikely(tests: readonly Test[], names: Names): number | null {
    if (this.#tokens.length === 0) return null
    const types = new Set(tests.flatMap((test) => names.types.idsPassing(test)))
    const ofTypes = [...types].reduce((sum, id) => sum + (this.#shares.get(typeToken(id)) ?? 0), 0)
    const ofTests = tests.map((test) => Math.max(this.#shareOf(test), this.#shareOfMore(test)))
    return Math.max(ofTypes, ...ofTests) * this.#parts
  }

  #shareOfAll(tests: readonly Test[], names: Names): number {
    const types = new Set(tests.flatMap((test) => names.types.idsPassing(test)))
    const shares = [
      ...tests.map((test) => this.#shareOf(test)),
      ...[...types].map((id) => this.#shares.get(typeToken(id)) ?? 0),
    ]
    return shares.reduce((sum, share) => sum + share, 0)
  }

  /** Whether many parts have a token that begins so. */
  isCommonBeginning(prefix: string): boolean {
    return this.#shareOfPrefix(prefix) > 0
  }

  #shareOf(test: Test): number {
    switch (test.on) {
      case 'token':
        return this.#shares.get(test.token) ?? 0
      case 'prefix':
        return this.#shareOfPrefix(test.prefix)
      case 'key_start':
        return this.#shareOfPrefix(keyToken(test.start))
      default:
        return 0
    }
  }

  /** What rare words of a short beginning have, and several words together at most. */
  #shareOfMore(test: Test): number {
    if (test.on === 'prefix') return shareOfBeginning(test.prefix.length)
    if (test.on !== 'together' && test.on !== 'phrase') return 0
    const shares = test.words.map((choice) =>
      choice.reduce((sum, word) => sum + (this.#shares.get(wordToken(word)) ?? 0), 0),
    )
    return Math.min(...shares)
  }

  #shareOfPrefix(prefix: string): number {
    let sum = 0
    for (let place = firstFrom(this.#tokens, prefix); ; place++) {
      const token = this.#tokens[place]
      if (token === undefined || !token.startsWith(prefix)) return sum
      sum += this.#shares.get(token) ?? 0
    }
  }
}

function shareOfBeginning(length: number): number {
  if (length >= SHORTEST_PREFIX) return 0
  return length === SHORTEST_PREFIX - 1 ? BEGUN_BY_TWO : BEGUN_BY_ONE
}
