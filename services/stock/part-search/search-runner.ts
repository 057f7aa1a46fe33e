import type { Database } from '../../../plugins/database/database.ts'
import { findDatabaseError, PROGRAM_LIMIT_EXCEEDED } from '../../../plugins/database/database-error.ts'
import type { Limits } from '../../../plugins/database/limits.ts'
import type { ResolvedQuery } from '../../catalogue/search-rules/matching/resolved-query.ts'
import type { FoundHit, FoundParts, TypedParts } from './found-part.ts'
import type { Names } from './names/names.ts'
import { IS_RIGHT, IS_RIGHT_WITH_COMPLETIONS } from './narrowing-statements.ts'
import type { SoughtCompletion } from './probe.ts'
import { refuseSearch, refuseUncounted, tooBroad } from './refusals.ts'
import { Parameters } from './sql/parameters.ts'
import { countSql, type SearchSql, searchSql } from './sql/search-sql.ts'
import type { Typing } from './sql/typing-sql.ts'
import type { Unless } from './typed-before.ts'

/**
 * A search may take so long; what takes longer is refused. One that waits for a lock is not too broad: it gives up
 * sooner, and is answered like every request that somebody else's lock holds up.
 */
const LIMITS: Limits = { statementSeconds: 2, lockSeconds: 1 }
const LIMITS_OF_WORDS: Limits = { ...LIMITS, isPlannedOnce: true }
const QUERY_CANCELED = '57014'
/** The class of SQLSTATEs for data that the database cannot read. */
const DATA_EXCEPTION = '22'

/**
 * The limits of a search. To plan the search for words takes longer than to run it, and its plan does not depend on them:
 * their index leads. Where filters, another order or facets decide, it depends on how many parts they leave.
 */
export function limitsOf({ q, sort = 'relevance', facets = [] }: LimitedSearch): Limits {
  const isOfWords = q.trim() !== '' && !q.includes(':') && sort === 'relevance' && facets.length === 0
  return isOfWords ? LIMITS_OF_WORDS : LIMITS
}

/** A page of a search. */
export type PageSearch = Omit<SearchSql, 'content' | 'typing'>

/** What of a search decides how it is run. */
export interface LimitedSearch {
  q: string
  sort?: string
  facets?: readonly string[]
}

/**
 * The refusal of a search that the database has broken off. What the database says of data that it cannot read holds the
 * text of the query, which is in no log: so it is not passed on.
 */
function refusalFor(code: string, isUncounted: boolean): Error | null {
  if (code === QUERY_CANCELED) return tooBroad(!isUncounted)
  if (!code.startsWith(DATA_EXCEPTION) && code !== PROGRAM_LIMIT_EXCEEDED) return null
  return (isUncounted ? refuseUncounted : refuseSearch)('query', 'q', 'cannot be searched for; write it in other words')
}

/** Runs statements that are made for a query. */
export class SearchRunner {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /**
   * Runs `work` with the time limit of a search.
   *
   * @param search what is searched for.
   * @param isUncounted whether a refusal is not counted: only refused searches of users are.
   * @throws DomainError 503 `SEARCH_TOO_BROAD` when a statement takes longer; 400 with the field `q` when the database
   *   cannot read what it is asked.
   */
  async limited<T>(search: LimitedSearch, work: () => Promise<T>, isUncounted = false): Promise<T> {
    try {
      return await this.#db.withLimits(limitsOf(search), work)
    } catch (error) {
      throw refusalFor(findDatabaseError(error)?.code ?? '', isUncounted) ?? error
    }
  }

  /** The parts of a page. */
  find(search: PageSearch, names: Names): Promise<FoundParts> {
    return this.#find<FoundParts>({ ...search, content: 'parts' }, names)
  }

  /** The parts of a page while a query is being typed, and what completes it. */
  async findTyped(search: PageSearch, names: Names, typing: Typing): Promise<TypedParts> {
    const typed = { ...search, content: 'parts', typing } as const
    const found = await this.#find<TypedParts>(typed, names)
    return found.is_page ? found : this.#find<TypedParts>({ ...typed, isShort: false }, names)
  }

  /**
   * Whether a page that was made of an older one is right, and what completes its query.
   *
   * @param moment the state of the database that the older one was made of.
   */
  async isRight(moment: string, { tokens, numbers }: Unless, sought: readonly SoughtCompletion[]) {
    const values = [moment, tokens, numbers]
    const [row] =
      sought.length === 0
        ? await this.#db.query(IS_RIGHT, values)
        : await this.#db.query(IS_RIGHT_WITH_COMPLETIONS, [...values, JSON.stringify(sought)])
    if (!row) throw new Error('it was not told whether a page is right')
    return row
  }

  /** The hits of a page, whose parts are read otherwise. */
  findHits(search: PageSearch, names: Names): Promise<FoundParts<FoundHit>> {
    return this.#find<FoundParts<FoundHit>>({ ...search, content: 'hits' }, names)
  }

  async #find<Found>(search: SearchSql, names: Names): Promise<Found> {
    const parameters = new Parameters()
    const { text, values } = parameters.bind(searchSql(search, { names, parameters }))
    const [found] = await this.#db.query<Found>(text, values)
    if (!found) throw new Error('a search answers one row')
    return found
  }

  /** How many parts each of some queries finds, up to the bound. */
  async count(queries: readonly ResolvedQuery[], names: Names): Promise<number[]> {
    const parameters = new Parameters()
    const { text, values } = parameters.bind(countSql(queries, { names, parameters }))
    const rows = await this.#db.query<{ place: number; total: number }>(text, values)
    const totals = new Map(rows.map(({ place, total }) => [place, total]))
    return queries.map((_, place) => totals.get(place) ?? 0)
  }
}
