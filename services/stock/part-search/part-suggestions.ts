import { performance } from 'node:perf_hooks'
import type { Database } from '../../../plugins/database/database.ts'
import type { ShownMatch } from '../../catalogue/search-rules/matching/explain.ts'
import type { SearchQuery } from '../../catalogue/search-rules/query/search-query.ts'
import type { Completion } from '../../catalogue/search-rules/typing/completions.ts'
import { AnswersOfMoment } from './answers-of-moment.ts'
import { CompletionSearch } from './completion-search.ts'
import { explainHits } from './explain-hits.ts'
import type { FoundPart, FoundPlace } from './found-part.ts'
import { knownQuery } from './known-queries.ts'
import { PART_SUGGESTION_DURATION_SECONDS, PART_SUGGESTION_REQUESTS_TOTAL } from './metrics.ts'
import type { NameCache } from './names/name-cache.ts'
import { QueryResolver, UNCHANGED } from './query-resolver.ts'
import { refuseSuggestions } from './refusals.ts'
import { SearchRunner } from './search-runner.ts'
import { shortened } from './shortened-description.ts'

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

/** What may be meant by a query that is still being typed. */
export class PartSuggestions {
  readonly #resolver: QueryResolver
  readonly #runner: SearchRunner
  readonly #answers = new AnswersOfMoment<Suggestions>()

  constructor(db: Database, names: NameCache) {
    this.#resolver = new QueryResolver(db, names)
    this.#runner = new SearchRunner(db)
  }

  /**
   * The best parts, and texts that complete the query, in two statements; in one, if it was asked before and nothing in the
   * database has changed since.
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
    const { q } = query
    const question = `${limit} ${q}`
    const known = this.#answers.get(question)
    const completer = new CompletionSearch(q)
    const read = await this.#resolver.resolveTyped(query, {
      completions: (names) => completer.sought(names),
      ...(known && { knownMoment: known.moment }),
    })
    if (read === UNCHANGED) {
      if (known === null) throw new Error('no answer is at hand')
      return known.answer
    }
    const { resolved, names, isBroad, isNarrow } = read
    const order = resolved.groups.length === 0 ? 'newest' : 'relevance'
    const found = await this.#runner.find(
      { resolved, order, limit, facets: [], after: null, isBroad, isNarrow, isCounted: false },
      names,
    )
    const explained = await explainHits(
      found.parts.map((part) => ({ hit: part, part })),
      resolved,
    )
    const answer = {
      q,
      parts: found.parts.map((part, place) => suggested(part, explained[place] ?? [])),
      completions: completer.found(read.completions),
    }
    this.#answers.keep(question, answer, [read.moment, found.moment])
    return answer
  }
}

function suggested(part: FoundPart, matched: readonly ShownMatch[]): SuggestedPart {
  return {
    key: part.key,
    manufacturer_code: part.manufacturer_code,
    ...shortened(part.description, matched),
    type_name: part.type_name,
    package: part.package,
    total_quantity: part.total_quantity,
    locations: part.places.slice(0, MOST_PLACES),
    cover_url: part.cover_url,
  }
}
