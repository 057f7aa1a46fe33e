import { LRUCache } from 'lru-cache'
import type { QueryTerm, SearchQuery } from '../../catalogue/search-rules/query/search-query.ts'
import type { StrictReading } from '../../catalogue/search-rules/readings/strict-reading.ts'
import { lengthOf } from '../../catalogue/search-rules/text/characters.ts'
import type { CommonTokens } from './common-tokens.ts'
import type { Names } from './names/names.ts'
import { probedReading } from './probe.ts'
import { anyOf } from './sql/token-query.ts'

const MOST = 500
const LASTS_MS = 10_000
/** The share of parts that has to match each of several terms for these not to be counted. */
const COMMON_TOGETHER = 0.06
/** Two letters begin something in many parts if any word that begins so is known to be common. */
const COMMON_BEGINNING = 0.001

/** A letter or two are taken to be the beginning of something in some part. */
function isAssumed({ readings }: QueryTerm): boolean {
  return readings.some((reading) => reading.isAssumed)
}

/** Whether a term is read as something else where no part matches it. */
export function hasFallback(term: QueryTerm): boolean {
  const { number, family, words, slipsOf } = term.fallbacks
  if (isAssumed(term)) return false
  return number.length + family.length > 0 || words !== null || slipsOf !== null
}

/** Whether a term has one fallback at most, so that it need not be asked which. */
function hasOneFallback({ fallbacks: { number, family, words, slipsOf } }: QueryTerm): boolean {
  return words === null && slipsOf === null && (number.length === 0 || family.length === 0)
}

/** The last word of a query that is being typed may be unfinished, which is another term. */
function keyOf({ q }: SearchQuery, { text, end }: QueryTerm): string {
  return `${end === q.length ? '~' : '='}${text}`
}

/** Tsqueries of the parts that match terms which may have another reading. One term alone is matched by what is found. */
export function tokensOfTerms(query: SearchQuery, terms: readonly QueryTerm[], names: Names): string[] {
  if (query.terms.length === 1) return []
  return terms
    .filter(hasFallback)
    .flatMap(({ readings }) => anyOf(readings.flatMap(({ tests }) => probedReading(tests, names).query ?? [])) ?? [])
}

/** What is known of terms. It only decides how a query is looked for, so nothing has to be forgotten when parts change. */
export class KnownTerms {
  readonly #tokens: CommonTokens
  readonly #common = new LRUCache<string, true>({ max: MOST, ttl: LASTS_MS })

  constructor(tokens: CommonTokens) {
    this.#tokens = tokens
  }

  /**
   * The terms of a query of which it is not asked whether some part matches them: those without a fallback, and those that
   * very many parts match. Terms beside filters or exclusions are asked about, since it matters how many parts they leave.
   */
  likelyMatched(query: SearchQuery, names: Names): ReadonlySet<QueryTerm> {
    const { terms, filters } = query
    if (filters.length > 0 || terms.some(({ isExcluded }) => isExcluded)) return new Set()
    const [only] = terms
    if (only && terms.length === 1 && hasOneFallback(only)) return new Set([only])
    return new Set(terms.filter((term) => !hasFallback(term) || this.#isCommon(query, term, names)))
  }

  /**
   * Readings of terms that are not asked about: of common words those that many parts match, so that others, which most likely
   * no part matches, are not looked for in each part.
   */
  assumedReadings(terms: Iterable<QueryTerm>, names: Names): ReadonlySet<StrictReading> {
    const readings = [...terms].flatMap((term) => {
      const common = term.readings.filter((reading) => this.#tokens.areCommon([reading], names))
      return common.length > 0 && hasFallback(term) ? common : term.readings
    })
    return new Set(readings)
  }

  /**
   * Whether it is likely that very many parts match each term of a query. Of several terms each has to be in more of them, so
   * that many parts have all.
   */
  areCommon(query: SearchQuery, names: Names): boolean {
    const least = query.terms.length > 1 ? COMMON_TOGETHER : undefined
    return query.terms.every((term) => this.#isCommon(query, term, names, least))
  }

  /** @param query that very many parts match. */
  addCommon(query: SearchQuery): void {
    for (const term of query.terms) this.#common.set(keyOf(query, term), true)
  }

  #isCommon(query: SearchQuery, term: QueryTerm, names: Names, least?: number): boolean {
    if (isAssumed(term) && lengthOf(term.text) === 1) return true
    const share = isAssumed(term) ? COMMON_BEGINNING : least
    return this.#common.has(keyOf(query, term)) || this.#tokens.areCommon(term.readings, names, share)
  }
}
