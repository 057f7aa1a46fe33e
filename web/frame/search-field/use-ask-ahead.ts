import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { type Sort, searchQuery, sortOf, suggestionsQuery } from '../../api/queries/parts.ts'

/** Letters that come faster than this, such as those of a code, are not asked about one by one. Milliseconds. */
export const LETTERS_APART_MS = 30

/**
 * Asks the service about what was typed before the page draws it: the answer is on its way meanwhile, and what is drawn then
 * finds the question asked.
 *
 * @param rows whether rows in this order follow what is typed, and not suggestions below the field.
 */
export function useAskAhead(rows: { sort: Sort | undefined } | null): (text: string) => void {
  const queries = useQueryClient()
  const last = useRef(Number.NEGATIVE_INFINITY)
  return (text) => {
    const now = performance.now()
    const apart = now - last.current >= LETTERS_APART_MS
    last.current = text === '' ? Number.NEGATIVE_INFINITY : now
    if (!apart) return
    if (rows !== null) void queries.prefetchInfiniteQuery(searchQuery(text, sortOf(text, rows.sort)))
    else if (text.trim() !== '') void queries.prefetchQuery(suggestionsQuery(text))
  }
}
