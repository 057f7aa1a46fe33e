import type { Database } from '../../plugins/database/database.ts'
import { DocumentRebuilder } from '../../services/catalogue/search-documents/rebuilder.ts'
import { NameCache } from '../../services/stock/part-search/names/name-cache.ts'
import { PartSearch } from '../../services/stock/part-search/part-search.ts'
import { shelvedParts } from './catalogue/shelve.ts'
import { type EvaluatedQuery, evaluateAll } from './evaluate.ts'
import { fillInventory } from './fill-inventory.ts'
import { readLabelledQueries } from './labels.ts'

/** So many hits are looked at for mistakes. */
const LIMIT = 100

/** Fills an empty inventory with the labelled parts and asks all labelled queries. */
export async function searchAll(db: Database): Promise<{ parts: number; queries: EvaluatedQuery[] }> {
  const parts = shelvedParts()
  await fillInventory(db, parts)
  await new DocumentRebuilder(db).rebuildAll()
  await db.query('analyze')
  const service = new PartSearch(db, new NameCache(db))
  const queries = await evaluateAll(readLabelledQueries(), parts, async (q) => {
    const { hits } = await service.search({ q, limit: LIMIT, cursor: null, sort: 'relevance', facets: [] })
    return hits.map(({ key }) => key)
  })
  return { parts: parts.length, queries }
}
