import { performance } from 'node:perf_hooks'
import type { Database } from '../../../plugins/database/database.ts'
import { shorterQueries } from '../../catalogue/search-rules/matching/alternatives.ts'
import type { ShownMatch } from '../../catalogue/search-rules/matching/explain.ts'
import { type Interpretation, interpretationOf } from '../../catalogue/search-rules/matching/interpretation.ts'
import type { FacetName } from '../../catalogue/search-rules/query/facet-filter.ts'
import { readQuery } from '../../catalogue/search-rules/query/read-query.ts'
import type { SearchQuery } from '../../catalogue/search-rules/query/search-query.ts'
import type { Strength } from '../../catalogue/search-rules/readings/answer-types.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { explainHits } from './explain-hits.ts'
import { type Facet, facetsOf } from './facets.ts'
import type { FoundHit, FoundPart, FoundParts, ReadPart } from './found-part.ts'
import { knownQuery } from './known-queries.ts'
import {
  PART_SEARCH_CORRECTED_TOTAL,
  PART_SEARCH_DURATION_SECONDS,
  PART_SEARCH_REQUESTS_TOTAL,
  PART_SEARCH_RESULTS,
  PART_SEARCH_ZERO_RESULTS_TOTAL,
} from './metrics.ts'
import type { NameCache } from './names/name-cache.ts'
import type { Names } from './names/names.ts'
import type { Position } from './position.ts'
import { QueryResolver, type ReadQuery } from './query-resolver.ts'
import { refuseSearch, refuseUncounted } from './refusals.ts'
import { type PageSearch, SearchRunner } from './search-runner.ts'
import { strengthOfRank } from './sql/rank-sql.ts'
import { COUNTED, COUNTED_BY_FACETS, type Order } from './sql/search-sql.ts'

/** Nobody reads on behind so many hits by relevance. */
const MOST_BY_RELEVANCE = 1000
const MOST_ALTERNATIVES = 3

export const SORTS = ['relevance', 'newest', 'stock'] as const
export type Sort = (typeof SORTS)[number]

export interface SearchRequest {
  q: string
  /** Hits of the page; 0 for none. */
  limit: number
  cursor: string | null
  sort: Sort
  facets: readonly FacetName[]
  /** Whether the service searches for a purpose of its own: only searches of users are in the metrics. */
  isInternal?: boolean
}

export interface SearchHit<Part = FoundPart> {
  id: number
  key: string
  typeName: string | null
  strength: Strength | null
  matched: ShownMatch[]
  part: Part
}

/** Reads the parts of hits, each with what it says. Those that are no more are left out. */
export type ReadParts<Part> = (ids: readonly number[]) => Promise<{ part: Part; said: ReadPart }[]>

export interface Alternative {
  without: string
  q: string
  total: number
}

export interface SearchAnswer<Part = FoundPart> {
  q: string
  interpreted: Interpretation
  total: { value: number; exact: boolean }
  hits: SearchHit<Part>[]
  nextCursor: string | null
  facets: Record<string, Facet> | null
  alternatives: Alternative[]
}

/** Refuses a query that cannot be read. @throws DomainError 400 with the field `q`. */
function demandReadable({ problems }: SearchQuery, refuse: typeof refuseSearch): void {
  const [problem] = problems
  if (problem) throw refuse(problem.reason, 'q', problem.message)
}

function positionBehind(part: FoundHit, order: Order, seen: number): Position {
  const { created, id, rank, total_quantity: stock } = part
  if (order === 'relevance') return { order, created, id, rank: rank ?? 0, seen }
  return order === 'stock' ? { order, created, id, stock } : { order, created, id }
}

/** A part of a page: the hit, the part as it is shown, and what it says. */
interface PageHit<Part> {
  hit: FoundHit
  part: Part
  said: ReadPart
}

/** Runs the search of a page. @returns also what reads the parts of its hits. */
type Find<Part> = (
  search: PageSearch,
  names: Names,
) => Promise<{
  found: FoundParts<FoundHit>
  read: (hits: readonly FoundHit[]) => PageHit<Part>[] | Promise<PageHit<Part>[]>
}>

const INCOMPLETE = {
  code: 'index_incomplete',
  text: 'Some parts are still being prepared for the search and may be missing',
} as const

/** Finds parts by one line of text. */
export class PartSearch {
  readonly #resolver: QueryResolver
  readonly #runner: SearchRunner

  constructor(db: Database, names: NameCache) {
    this.#resolver = new QueryResolver(db, names)
    this.#runner = new SearchRunner(db)
  }

  /**
   * One page of hits, best first.
   *
   * @throws DomainError 400 for a query or a cursor that cannot be read, 503 for a search that takes too long.
   */
  search(request: SearchRequest): Promise<SearchAnswer> {
    return this.#search(request, async (search, names) => {
      const found = await this.#runner.find(search, names)
      const read = (hits: readonly FoundHit[]) => {
        const ids = new Set(hits.map(({ id }) => id))
        return found.parts.flatMap((part) => (ids.has(part.id) ? [{ hit: part, part, said: part }] : []))
      }
      return { found, read }
    })
  }

  /**
   * The same for who shows more of the parts than the search reads of them.
   *
   * @param readParts reads the parts of the page.
   */
  searchShown<Part>(request: SearchRequest, readParts: ReadParts<Part>): Promise<SearchAnswer<Part>> {
    return this.#search(request, async (search, names) => {
      const found = await this.#runner.findHits(search, names)
      const read = async (hits: readonly FoundHit[]) => {
        const parts = await readParts(hits.map(({ id }) => id))
        const byId = new Map(parts.map((each) => [each.said.id, each]))
        return hits.flatMap((hit) => {
          const known = byId.get(hit.id)
          return known ? [{ hit, ...known }] : []
        })
      }
      return { found, read }
    })
  }

  async #search<Part>(request: SearchRequest, find: Find<Part>): Promise<SearchAnswer<Part>> {
    const start = performance.now()
    const { isInternal = false } = request
    const refuse = isInternal ? refuseUncounted : refuseSearch
    const query = knownQuery(request.q)
    demandReadable(query, refuse)
    const after = request.cursor === null ? null : decodeCursor(request.cursor, request.q, request.sort)
    if (request.cursor !== null && after === null) {
      throw refuse('cursor', 'cursor', 'is not of this query; begin again with the first page')
    }
    const { answer, read } = query.isCode
      ? { answer: ofCode<Part>(query, request), read: null }
      : await this.#runner.limited(request, () => this.#find(query, request, after, find), isInternal)
    if (!isInternal) record(answer, read, after === null, performance.now() - start)
    return answer
  }

  async #find<Part>(query: SearchQuery, request: SearchRequest, after: Position | null, find: Find<Part>) {
    const [read] = await this.#resolver.resolve([query])
    if (!read) throw new Error('a query was not resolved')
    const { resolved, names, isBroad, isNarrow } = read
    const order = resolved.groups.length === 0 && request.sort === 'relevance' ? 'newest' : request.sort
    // A cursor holds the order, but whether there are free terms may have been read in another way before.
    const position = after?.order === order ? after : null
    const seen = position?.order === 'relevance' ? position.seen : 0
    const limit = order === 'relevance' ? Math.min(request.limit, MOST_BY_RELEVANCE - seen) : request.limit
    const sought = limit === 0 ? 0 : limit + 1
    const { facets } = request
    const { found, read: readParts } = await find(
      { resolved, order, limit: sought, facets, after: position, isBroad, isNarrow, isCounted: true },
      names,
    )
    const hits = found.parts.slice(0, limit)
    const parts = await readParts(hits)
    const explained = await explainHits(
      parts.map(({ hit, said }) => ({ hit, part: said })),
      resolved,
    )
    const last = hits.at(-1)
    const isEnd = order === 'relevance' && seen + hits.length >= MOST_BY_RELEVANCE
    const hasMore = found.parts.length > hits.length && !isEnd
    const interpreted = interpretationOf(query, resolved)
    if (found.is_incomplete) interpreted.notes.push(INCOMPLETE)
    const answer: SearchAnswer<Part> = {
      q: request.q,
      interpreted,
      total: { value: Math.min(found.total, COUNTED), exact: found.total <= COUNTED },
      hits: parts.map(({ hit, part }, place) => ({
        id: hit.id,
        key: hit.key,
        typeName: hit.type_name,
        strength: hit.rank === null ? null : strengthOfRank(hit.rank),
        matched: explained[place]?.shown ?? [],
        part,
      })),
      nextCursor:
        last && hasMore ? encodeCursor(positionBehind(last, order, seen + hits.length), request.q, request.sort) : null,
      facets: found.facets && facetsOf(found.facets, names, found.total <= COUNTED_BY_FACETS),
      alternatives: found.total === 0 && after === null ? await this.#alternatives(read) : [],
    }
    return { answer, read }
  }

  /** What would be found without one of the terms or filters, in two statements more. */
  async #alternatives({ query, resolved }: ReadQuery): Promise<Alternative[]> {
    const shorter = shorterQueries(query.q, resolved)
    const readable = shorter
      .map((each) => ({ ...each, query: readQuery(each.q) }))
      .filter((each) => each.query.problems.length === 0)
    if (readable.length === 0) return []
    const read = await this.#resolver.resolve(readable.map((each) => each.query))
    const names = read[0]?.names
    if (!names) return []
    const totals = await this.#runner.count(
      read.map((each) => each.resolved),
      names,
    )
    return readable
      .map(({ without, q }, place) => ({ without, q, total: Math.min(totals[place] ?? 0, COUNTED) }))
      .filter(({ total }) => total > 0)
      .sort((a, b) => b.total - a.total)
      .slice(0, MOST_ALTERNATIVES)
  }
}

/** A scanned code is not a query: it finds nothing, and the answer says so. */
function ofCode<Part>(query: SearchQuery, { q, facets }: SearchRequest): SearchAnswer<Part> {
  const nothing = { groups: [], excluded: [], filters: [], adjacency: null }
  return {
    q,
    interpreted: interpretationOf(query, nothing),
    total: { value: 0, exact: true },
    hits: [],
    nextCursor: null,
    facets:
      facets.length === 0
        ? null
        : Object.fromEntries(facets.map((name) => [name, { values: [], other: 0, exact: true }])),
    alternatives: [],
  }
}

function record(
  answer: Pick<SearchAnswer, 'interpreted' | 'total'>,
  read: ReadQuery | null,
  isFirst: boolean,
  milliseconds: number,
): void {
  const { kind } = answer.interpreted
  PART_SEARCH_REQUESTS_TOTAL.inc({ kind })
  PART_SEARCH_DURATION_SECONDS.observe(milliseconds / 1000)
  if (!isFirst) return
  PART_SEARCH_RESULTS.observe(answer.total.value)
  if (answer.total.value === 0) PART_SEARCH_ZERO_RESULTS_TOTAL.inc({ kind })
  const used = new Set(read?.resolved.groups.flatMap(({ fallback }) => fallback?.kind ?? []))
  for (const reading of used) PART_SEARCH_CORRECTED_TOTAL.inc({ reading })
}
