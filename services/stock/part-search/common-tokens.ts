import type { Database } from '../../../plugins/database/database.ts'
import { keyToken, typeToken } from '../../catalogue/search-documents/stored-document.ts'
import type { StrictReading } from '../../catalogue/search-rules/readings/strict-reading.ts'
import type { Test } from '../../catalogue/search-rules/readings/test.ts'
import type { Names } from './names/names.ts'
import { firstFrom } from './sorted-texts.ts'
import { COMMON_TOKENS } from './statements.ts'

/** From this share of all parts on it is cheaper to read the newest parts than to count all that have a token. */
const COMMON = 0.02
/** Two letters with the kind of the token, and a third one. */
const SHORTEST_PREFIX = 5

/**
 * The tokens that many parts have, as the statistics of the database say. They may be of yesterday, so they only decide
 * how a query is looked for.
 */
export class CommonTokens {
  readonly #db: Database
  #tokens: readonly string[] = []
  #shares = new Map<string, number>()

  constructor(db: Database) {
    this.#db = db
  }

  /** Reads the statistics. */
  async refresh(): Promise<void> {
    const rows = await this.#db.query(COMMON_TOKENS)
    this.#shares = new Map(rows.map(({ token, share }) => [token, share]))
    this.#tokens = [...this.#shares.keys()].sort()
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

  /** Whether many parts may pass one of some tests: a short beginning is that of many rare tokens. */
  mayBeCommon(tests: readonly Test[], names: Names): boolean {
    const isShort = tests.some((test) => test.on === 'prefix' && test.prefix.length < SHORTEST_PREFIX)
    return isShort || this.#tokens.length === 0 || this.#shareOfAll(tests, names) > 0
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

  #shareOfPrefix(prefix: string): number {
    let sum = 0
    for (let place = firstFrom(this.#tokens, prefix); ; place++) {
      const token = this.#tokens[place]
      if (token === undefined || !token.startsWith(prefix)) return sum
      sum += this.#shares.get(token) ?? 0
    }
  }
}
