import type { Database } from '../../../plugins/database/database.ts'
import { findDatabaseError } from '../../../plugins/database/database-error.ts'
import type { ResolvedQuery } from '../../catalogue/search-rules/matching/resolved-query.ts'
import type { FoundParts } from './found-part.ts'
import type { Names } from './names/names.ts'
import { tooBroad } from './refusals.ts'
import { Parameters } from './sql/parameters.ts'
import { countSql, type SearchSql, searchSql } from './sql/search-sql.ts'

/**
 * A search may take so long; what takes longer is refused. One that waits for a lock is not too broad: it gives up
 * sooner, and is answered like every request that somebody else's lock holds up.
 */
export const SEARCH_LIMITS = { statementSeconds: 2, lockSeconds: 1 }
const QUERY_CANCELED = '57014'

/** Runs statements that are made for a query. */
export class SearchRunner {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /**
   * Runs `work` with the time limit of a search.
   *
   * @param isUncounted whether a refusal is not counted: only refused searches of users are.
   * @throws DomainError 503 `SEARCH_TOO_BROAD` when a statement takes longer.
   */
  async limited<T>(work: () => Promise<T>, isUncounted = false): Promise<T> {
    try {
      return await this.#db.withLimits(SEARCH_LIMITS, work)
    } catch (error) {
      throw findDatabaseError(error)?.code === QUERY_CANCELED ? tooBroad(!isUncounted) : error
    }
  }

  /** The parts of a page. */
  async find(search: SearchSql, names: Names): Promise<FoundParts> {
    const parameters = new Parameters()
    const { text, values } = parameters.bind(searchSql(search, { names, parameters }))
    const [found] = await this.#db.query<FoundParts>(text, values)
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
