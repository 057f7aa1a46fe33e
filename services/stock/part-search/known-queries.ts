import { LRUCache } from 'lru-cache'
import { readQuery } from '../../catalogue/search-rules/query/read-query.ts'
import type { SearchQuery } from '../../catalogue/search-rules/query/search-query.ts'

const MOST = 300

/**
 * Queries that were read lately: further pages, facets and other users ask for them again. What a query says depends on
 * its text alone.
 */
const known = new LRUCache<string, SearchQuery>({ max: MOST })

/** Reads a query, as `readQuery` does. @param isTyping whether its last word may be unfinished. */
export function knownQuery(q: string, isTyping = false): SearchQuery {
  const key = `${isTyping ? 't' : 's'} ${q}`
  const found = known.get(key)
  if (found) return found
  const query = readQuery(q, { isTyping })
  known.set(key, query)
  return query
}
