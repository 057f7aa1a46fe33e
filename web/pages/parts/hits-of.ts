import type { SearchHit, SearchResult } from '../../api/queries/parts.ts'

/** The hits of all pages, each part once: one that moves up while pages are read stands in two of them. */
export function hitsOf(pages: readonly SearchResult[]): SearchHit[] {
  const hits = new Map<string, SearchHit>()
  for (const hit of pages.flatMap(({ items }) => items)) if (!hits.has(hit.part.key)) hits.set(hit.part.key, hit)
  return [...hits.values()]
}
