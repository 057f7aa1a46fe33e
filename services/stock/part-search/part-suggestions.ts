import { performance } from 'node:perf_hooks'
import type { Database } from '../../../plugins/database/database.ts'
import { fallbackOf, resolveQuery } from '../../catalogue/search-rules/matching/resolve-query.ts'
import type { ResolvedQuery } from '../../catalogue/search-rules/matching/resolved-query.ts'
import type { QueryTerm, SearchQuery } from '../../catalogue/search-rules/query/search-query.ts'
import type { Completion } from '../../catalogue/search-rules/typing/completions.ts'
import { AnswersOfMoment, type KnownAnswer } from './answers-of-moment.ts'
import type { CommonThings } from './common-things.ts'
import { CompletionSearch, type FoundCompletion } from './completion-search.ts'
import { explainHits } from './explain-hits.ts'
import type { FoundParts } from './found-part.ts'
import { knownQuery } from './known-queries.ts'
import { hasFallback, KnownTerms, tokensOfTerms } from './known-terms.ts'
import { PART_SUGGESTION_DURATION_SECONDS, PART_SUGGESTION_REQUESTS_TOTAL } from './metrics.ts'
import type { NameCache } from './names/name-cache.ts'
import type { Names } from './names/names.ts'
import type { SoughtCompletion } from './probe.ts'
import { QueryResolver, UNCHANGED } from './query-resolver.ts'
import { refuseSuggestions } from './refusals.ts'
import { SearchRunner } from './search-runner.ts'
import { FEW } from './sql/first-page-sql.ts'
import type { Typing } from './sql/typing-sql.ts'
import { type SuggestedPart, suggested } from './suggested-part.ts'
import { type NarrowedPage, narrowedPage } from './typed-before.ts'
import { TypedLately } from './typed-lately.ts'

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

/** A page that is right if the database still is in a state. */
interface Likely {
  moment: string
  page: NarrowedPage
  /** What is left to be asked, to complete the query. */
  sought: readonly SoughtCompletion[]
  /** What completed the query before. */
  completer: CompletionSearch
}

/** A page that is right, with what completes its query. */
interface RightPage {
  moment: string
  page: NarrowedPage
  names: Names
  completions: readonly FoundCompletion[]
}

/** What was found for it. */
interface FoundByTyping {
  resolved: ResolvedQuery
  names: Names
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
  readonly #lately = new TypedLately()

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
    const names = await this.#names.known()
    const likely = this.#terms.likelyMatched(query, names)
    // Filters alone have no readings to be asked about.
    const isAtOnce = joined.length === 0 && terms.every((term) => likely.has(term))
    // In a state that was not seen last it would be asked in vain.
    if (isAtOnce && known && known.moment === this.#lately.moment && (await this.#isUnchanged(known.moment))) {
      return known.answer
    }
    const page = known ? null : await this.#narrowed(typed, names)
    const right = isAtOnce && page ? await this.#answerIfRight(typed, page, names) : null
    if (right) return right
    const found = isAtOnce ? await this.#findAtOnce(typed) : await this.#findInSteps(typed, likely, page)
    const answer = found ?? (await this.#findInSteps(typed, NONE))
    if (answer === null) throw new Error('all terms were asked about')
    return answer
  }

  /** The page of the query, made of what was found before its last letters were typed; null where that does not tell. */
  async #narrowed({ query, limit, completer }: Typed, names: Names): Promise<Likely | null> {
    const before = this.#lately.before(limit, query.q)
    const page = before && (await narrowedPage(before, query, names, limit))
    if (!before || !page) return null
    return {
      page,
      moment: before.moment,
      sought: completer.sought(names, before.completer),
      completer: before.completer,
    }
  }

  async #isUnchanged(moment: string): Promise<boolean> {
    const { is_right: isRight } = await this.#runner.isRight(moment, { tokens: null, numbers: [] }, [])
    return isRight
  }

  async #answerIfRight(typed: Typed, { moment, page, sought }: Likely, names: Names): Promise<Suggestions | null> {
    const { is_right: isRight, completions } = await this.#runner.isRight(moment, page.unless, sought)
    return isRight ? this.#answerOfPage(typed, { moment, page, names, completions }) : null
  }

  #answerOfPage(
    { query, limit, question, completer }: Typed,
    { moment, page, names, completions }: RightPage,
  ): Suggestions {
    const { hits, resolved, isAll } = page
    const parts = hits.map(({ part, explanation }) => suggested(part, explanation.shown))
    const answer = { q: query.q, parts, completions: completer.found(completions) }
    this.#answers.keep(question, answer, [moment])
    const kept = hits.map(({ part, explanation: { match } }) => ({ part, match }))
    this.#lately.keep(limit, { query, resolved, names, hits: kept, isAll, completer }, [moment])
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
        {
          ...PAGE,
          resolved,
          order: orderOf(resolved),
          limit,
          isBroad: true,
          isNarrow: false,
          isCounted: !isCommon,
          isShort: true,
        },
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
      const result = { resolved, names, found, completions, moments: [found.moment] }
      const isAnswer = found.parts.length > 0 || (query.terms.length !== 1 && found.are_matched)
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
  async #findInSteps(
    typed: Typed,
    likely: ReadonlySet<QueryTerm>,
    page: Likely | null = null,
  ): Promise<Suggestions | null> {
    const { query, limit, known, completer } = typed
    const names = await this.#names.known()
    // Where it is right, nothing is looked for, names that complete the query included.
    const likelyPage = page?.sought.length === 0 ? page : null
    const read = await this.#resolver.resolveTyped(query, {
      completions: (present) => completer.sought(present),
      assumed: this.#terms.assumedReadings(likely, names),
      ...(likelyPage && { knownMoment: likelyPage.moment, unless: likelyPage.page.unless }),
      ...(known && { knownMoment: known.moment }),
    })
    if (read === UNCHANGED) {
      if (known) return known.answer
      if (likelyPage === null) throw new Error('no answer is at hand')
      completer.sought(names, likelyPage.completer)
      return this.#answerOfPage(typed, { ...likelyPage, names, completions: [] })
    }
    const { resolved, isBroad, isNarrow } = read
    const isCounted = likely.size > 0 && !this.#terms.areCommon(query, read.names)
    const found = await this.#runner.findTyped(
      { ...PAGE, resolved, order: orderOf(resolved), limit, isBroad, isNarrow, isCounted },
      read.names,
      this.#typing(query, [...likely], read.names),
    )
    if (!found.are_matched) return null
    if (isCounted && found.total > FEW) this.#terms.addCommon(query)
    const completions = completer.found(read.completions)
    return this.#answer(typed, {
      resolved,
      names: read.names,
      found,
      completions,
      moments: [read.moment, found.moment],
    })
  }

  /** @param terms that are not asked about. */
  #typing(query: SearchQuery, terms: readonly QueryTerm[], names: Names): Typing {
    const likely = tokensOfTerms(query, terms, names)
    return { knownMoment: '', sought: [], likely, ...this.#common.tokens.by(names) }
  }

  async #answer(
    { query, question, limit, completer }: Typed,
    { resolved, names, found, completions, moments }: FoundByTyping,
  ) {
    const explained = await explainHits(
      found.parts.map((part) => ({ hit: part, part })),
      resolved,
    )
    const parts = found.parts.map((part, place) => suggested(part, explained[place]?.shown ?? []))
    const answer = { q: query.q, parts, completions }
    this.#answers.keep(question, answer, moments)
    const hits = found.parts.map((part, place) => ({ part, match: explained[place]?.match ?? null }))
    this.#lately.keep(limit, { query, resolved, names, hits, isAll: hits.length < limit, completer }, moments)
    return answer
  }
}

/** Filters alone find the newest parts. */
function orderOf({ groups }: ResolvedQuery): 'relevance' | 'newest' {
  return groups.length === 0 ? 'newest' : 'relevance'
}
