import type { Database } from '../../../plugins/database/database.ts'
import type { ReadPart } from '../../stock/part-search/found-part.ts'
import type { PartSearch, SearchRequest } from '../../stock/part-search/part-search.ts'
import { limitsOf } from '../../stock/part-search/search-runner.ts'
import type { Include, PartList } from '../part-list/part-list.ts'
import type { PartListItem } from '../part-list/schemas.ts'
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
    return this.#db.withLimits(limitsOf(request), () => this.#read(request, include))
  }

  async #read(request: SearchRequest, include: ReadonlySet<Include>): Promise<PartSearchResult> {
    const { q, interpreted, total, hits, nextCursor, facets, alternatives } = await this.#search.searchShown(
      request,
      async (ids) => {
        const parts = await this.#parts.readAll(ids, include)
        return parts.map((part) => ({ part, said: saidBy(part) }))
      },
    )
    return {
      q,
      interpreted,
      total,
      items: hits.map(({ part, typeName, strength, matched }) => ({ part, type_name: typeName, strength, matched })),
      next_cursor: nextCursor,
      facets,
      alternatives,
    }
  }
}

/** What a part says that may be why it is a hit. */
function saidBy({ seller_links: links, ...part }: PartListItem): ReadPart {
  return {
    ...part,
    sellers: links.map(({ seller_name: name }) => name),
    seller_numbers: links.flatMap(({ seller_part_number: number }, place) =>
      number === null ? [] : [{ place, number }],
    ),
  }
}
