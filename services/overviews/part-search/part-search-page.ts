import type { Database } from '../../../plugins/database/database.ts'
import type { PartSearch, SearchRequest } from '../../stock/part-search/part-search.ts'
import { SEARCH_LIMITS } from '../../stock/part-search/search-runner.ts'
import type { Include, PartList } from '../part-list/part-list.ts'
import type { PartSearchResult } from './schemas.ts'

/** Pages of search hits, each with its part as the list of parts shows it. */
export class PartSearchPage {
  readonly #db: Database
  readonly #search: PartSearch
  readonly #parts: PartList

  constructor(db: Database, search: PartSearch, parts: PartList) {
    this.#db = db
    this.#search = search
    this.#parts = parts
  }

  /**
   * A page of hits.
   *
   * @throws DomainError as `PartSearch.search` does.
   */
  read(request: SearchRequest, include: ReadonlySet<Include>): Promise<PartSearchResult> {
    // The same limits for all statements: to change those of a session costs a statement each time.
    return this.#db.withLimits(SEARCH_LIMITS, () => this.#read(request, include))
  }

  async #read(request: SearchRequest, include: ReadonlySet<Include>): Promise<PartSearchResult> {
    const { q, interpreted, total, hits, nextCursor, facets, alternatives } = await this.#search.search(request)
    const parts = await this.#parts.readAll(
      hits.map(({ id }) => id),
      include,
    )
    const byId = new Map(parts.map((part) => [part.id, part]))
    return {
      q,
      interpreted,
      total,
      items: hits.flatMap(({ id, typeName, strength, matched }) => {
        const part = byId.get(id)
        return part ? [{ part, type_name: typeName, strength, matched }] : []
      }),
      next_cursor: nextCursor,
      facets,
      alternatives,
    }
  }
}
