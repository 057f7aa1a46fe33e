import { performance } from 'node:perf_hooks'
import type { Database } from '../../../plugins/database/database.ts'
import type { ShownMatch } from '../../catalogue/search-rules/matching/explain.ts'
import { fallbackOf, resolveQuery } from '../../catalogue/search-rules/matching/resolve-query.ts'
import type { ResolvedQuery } from '../../catalogue/search-rules/matching/resolved-query.ts'
import type { QueryTerm, SearchQuery } from '../../catalogue/search-rules/query/search-query.ts'
import type { Test } from '../../catalogue/search-rules/readings/test.ts'
import type { Completion } from '../../catalogue/search-rules/typing/completions.ts'
import { AnswersOfMoment, type KnownAnswer } from './answers-of-moment.ts'
import type { CommonThings } from './common-things.ts'
import { CompletionSearch } from './completion-search.ts'
import { explainHits } from './explain-hits.ts'
import type { FoundPart, FoundParts, FoundPlace } from './found-part.ts'
import { knownQuery } from './known-queries.ts'
import { hasFallback, KnownTerms } from './known-terms.ts'
import { PART_SUGGESTION_DURATION_SECONDS, PART_SUGGESTION_REQUESTS_TOTAL } from './metrics.ts'
import type { NameCache } from './names/name-cache.ts'
import type { Names } from './names/names.ts'
import { probedReading } from './probe.ts'
import { QueryResolver, UNCHANGED } from './query-resolver.ts'
import { refuseSuggestions } from './refusals.ts'
import { SearchRunner } from './search-runner.ts'
import { shortened } from './shortened-description.ts'
import { FEW } from './sql/first-page-sql.ts'
import type { Typing } from './sql/search-sql.ts'
import { anyOf } from './sql/token-query.ts'

/** A suggestion shows so many places of a part. */
const MOST_PLACES = 3

export interface SuggestedPart {
  key: string
  manufacturer_code: string | null
  /** Of a long one the piece around the first match. */
  description: string
  type_name: string | null
  package: string | null
  total_quantity: number
  locations: FoundPlace[]
  cover_url: string | null
  matched: ShownMatch[]
}

export interface Suggestions {
  q: string
  parts: SuggestedPart[]
  completions: Completion[]
}

/** A query that is being typed, and what is at hand of its answer. */
interface Typed {
  query: SearchQuery
  limit: number
  question: string
  known: KnownAnswer<Suggestions> | null
  completer: CompletionSearch
}

/** What was found for it. */
interface FoundByTyping {
  resolved: ResolvedQuery
  found: FoundParts
  completions: Completion[]
  /** Of the statements that found it. */
  moments: (string | null)[]
}

const NONE: ReadonlySet<QueryTerm> = new Set()
/** What all searches of suggestions have in common. */
const PAGE = { order: 'relevance', facets: [], after: null } as const

/** What may be meant by a query that is still being typed. */
export class PartSuggestions {
  readonly #resolver: QueryResolver
  readonly #runner: SearchRunner
  readonly #names: NameCache
  readonly #common: CommonThings
  readonly #terms: KnownTerms
  readonly #answers = new AnswersOfMoment<Suggestions>()

  constructor(db: Database, names: NameCache, common: CommonThings) {
    this.#common = common
    this.#terms = new KnownTerms(common.tokens)
    this.#names = names
    this.#resolver = new QueryResolver(db, names)
    this.#runner = new SearchRunner(db)
  }

  /**
   * The best parts, and texts that complete the query, in one statement or two; in one, if it was asked before and nothing
   * in the database has changed since.
   *
   * @throws DomainError 400 for a query that is too long, 503 when it takes too long.
   */
  async suggest(q: string, limit: number): Promise<Suggestions> {
    const start = performance.now()
    const suggestions = await this.#suggest(q, limit)
    PART_SUGGESTION_REQUESTS_TOTAL.inc()
    PART_SUGGESTION_DURATION_SECONDS.observe((performance.now() - start) / 1000)
    return suggestions
  }

  async #suggest(q: string, limit: number): Promise<Suggestions> {
    const query = knownQuery(q, true)
    const [problem] = query.problems
    if (problem) throw refuseSuggestions('q', problem.message)
    if (query.isCode || q.trim() === '') return { q, parts: [], completions: [] }
    return this.#runner.limited({ q }, () => this.#find(query, limit), true)
  }

  async #find(query: SearchQuery, limit: number): Promise<Suggestions> {
    await this.#common.known()
    const question = `${limit} ${query.q}`
    const known = this.#answers.get(question)
    const typed: Typed = { query, limit, question, known, completer: new CompletionSearch(query.q, this.#common) }
    const { terms, joined } = query
    const likely = this.#terms.likelyMatched(query, await this.#names.known())
    const isAtOnce = terms.length > 0 && joined.length === 0 && terms.every((term) => likely.has(term))
    const found = isAtOnce ? await this.#findAtOnce(typed) : await this.#findInSteps(typed, likely)
    const answer = found ?? (await this.#findInSteps(typed, NONE))
    if (answer === null) throw new Error('all terms were asked about')
    return answer
  }

  /**
   * Looks for the query with all of its readings: those that no part matches find nothing. What finds something needs no
   * fallback.
   *
   * @returns null when it finds nothing, and it has to be asked what the terms were meant to be.
   */
  async #findAtOnce(typed: Typed): Promise<Suggestions | null> {
    const { query, limit, known, completer } = typed
    const knownMoment = known?.moment ?? ''
    let names = await this.#names.known()
    for (;;) {
      const resolved = resolveQuery(query, () => true, new Map())
      const isCommon = this.#terms.areCommon(query, names)
      const found = await this.#runner.findTyped(
        { ...PAGE, resolved, limit, isBroad: true, isNarrow: false, isCounted: !isCommon, isShort: true },
        names,
        { ...this.#typing(query, query.terms, names), knownMoment, sought: completer.sought(names) },
      )
      if (known && found.moment === known.moment) return known.answer
      if (found.fingerprint !== names.fingerprint) {
        names = await this.#names.refresh()
        continue
      }
      if (found.total > FEW) this.#terms.addCommon(query)
      const completions = completer.found(found.completions)
      const result = { resolved, found, completions, moments: [found.moment] }
      const isAnswer = found.parts.length > 0 || (query.terms.length > 1 && found.are_matched)
      return isAnswer ? this.#answer(typed, result) : this.#fallBack(typed, result, names)
    }
  }

  /** What is found by the fallback of the only term; null where it is not known which fallback it is. */
  async #fallBack(typed: Typed, nothing: FoundByTyping, names: Names): Promise<Suggestions | null> {
    const [term, another] = typed.query.terms
    if (!term || another) return null
    const { number, family } = term.fallbacks
    const has = { hasNumber: number.length > 0, hasFamily: family.length > 0 }
    const fallback = hasFallback(term) ? fallbackOf(term, { ...has, numbers: [], words: null }) : null
    if (!fallback) return this.#answer(typed, nothing)
    const resolved = resolveQuery(typed.query, () => false, new Map([[term, fallback]]))
    const search = { ...PAGE, resolved, limit: typed.limit, isBroad: false, isNarrow: false, isCounted: false }
    const found = await this.#runner.find(search, names)
    return this.#answer(typed, { ...nothing, resolved, found, moments: [...nothing.moments, found.moment] })
  }

  /**
   * Asks first which readings some part matches.
   *
   * @param likely terms that are not asked about.
   * @returns null when nothing is found, and a term that was not asked about may be matched by no part after all.
   */
  async #findInSteps(typed: Typed, likely: ReadonlySet<QueryTerm>): Promise<Suggestions | null> {
    const { query, limit, known, completer } = typed
    const read = await this.#resolver.resolveTyped(query, {
      completions: (names) => completer.sought(names),
      assumed: this.#terms.assumedReadings(likely, await this.#names.known()),
      ...(known && { knownMoment: known.moment }),
    })
    if (read === UNCHANGED) {
      if (known === null) throw new Error('no answer is at hand')
      return known.answer
    }
    const { resolved, names, isBroad, isNarrow } = read
    const order = resolved.groups.length === 0 ? 'newest' : 'relevance'
    const isCounted = likely.size > 0 && !this.#terms.areCommon(query, names)
    const found = await this.#runner.findTyped(
      { ...PAGE, resolved, order, limit, isBroad, isNarrow, isCounted },
      names,
      this.#typing(query, [...likely], names),
    )
    if (!found.are_matched) return null
    if (isCounted && found.total > FEW) this.#terms.addCommon(query)
    const completions = completer.found(read.completions)
    return this.#answer(typed, { resolved, found, completions, moments: [read.moment, found.moment] })
  }

  /** @param terms that are not asked about. */
  #typing(query: SearchQuery, terms: readonly QueryTerm[], names: Names): Typing {
    const isCommon = (tests: readonly Test[]) => this.#common.tokens.mayBeCommon(tests, names)
    return { knownMoment: '', sought: [], likely: this.#tokensOf(query, terms, names), isCommon }
  }

  /** Tsqueries of the parts that match terms which may have another reading. One term alone is matched by what is found. */
  #tokensOf(query: SearchQuery, terms: readonly QueryTerm[], names: Names): string[] {
    if (query.terms.length === 1) return []
    return terms
      .filter(hasFallback)
      .flatMap(({ readings }) => anyOf(readings.flatMap(({ tests }) => probedReading(tests, names).query ?? [])) ?? [])
  }

  async #answer({ query, question }: Typed, { resolved, found, completions, moments }: FoundByTyping) {
    const explained = await explainHits(
      found.parts.map((part) => ({ hit: part, part })),
      resolved,
    )
    const parts = found.parts.map((part, place) => suggested(part, explained[place] ?? []))
    const answer = { q: query.q, parts, completions }
    this.#answers.keep(question, answer, moments)
    return answer
  }
}

/** Texts of a part that a suggestion shows; places are shown by themselves. */
const SHOWN: ReadonlySet<string> = new Set([
  'key',
  'manufacturer_code',
  'description',
  'type_name',
  'package',
  'locations',
])

function suggested(part: FoundPart, matched: readonly ShownMatch[]): SuggestedPart {
  return {
    key: part.key,
    manufacturer_code: part.manufacturer_code,
    ...shortened(
      part.description,
      matched.filter(({ field }) => SHOWN.has(field)),
    ),
    type_name: part.type_name,
    package: part.package,
    total_quantity: part.total_quantity,
    locations: part.places.slice(0, MOST_PLACES),
    cover_url: part.cover_url,
  }
}
