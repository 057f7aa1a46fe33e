import type { PartSearch, SearchRequest } from '../../stock/part-search/part-search.ts'
import type { Include, PartList } from '../part-list/part-list.ts'
import type { PartSearchResult } from './schemas.ts'

/** Pages of search hits, each with its part as the list of parts shows it. */
export class PartSearchPage {
  readonly #search: PartSearch
  readonly #parts: PartList

  constructor(search: PartSearch, parts: PartList) {
    this.#search = search
    this.#parts = parts
  }

  /**
   * A page of hits.
   *
   * @throws DomainError as `PartSearch.search` does.
   */
  async read(request: SearchRequest, include: ReadonlySet<Include>): Promise<PartSearchResult> {
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
