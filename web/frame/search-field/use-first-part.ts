import { useQueryClient } from '@tanstack/react-query'
import { type Sort, searchQuery, sortOf, suggestionsQuery } from '../../api/queries/parts.ts'

/**
 * Finds the first part for what stands in the field now. What is shown may still belong to some letters less, and a person
 * who types fast must not get the first part of those.
 */
export function useFirstPart() {
  const queries = useQueryClient()
  return {
    /** Key of the first part that is suggested for a text; undefined where none fits. */
    async suggested(text: string): Promise<string | undefined> {
      if (text.trim() === '') return undefined
      return (await queries.ensureQueryData(suggestionsQuery(text))).parts[0]?.key
    },
    /** Key of the first row on the page of results; undefined where there is none. */
    async found(text: string, sort: Sort | undefined): Promise<string | undefined> {
      const { pages } = await queries.ensureInfiniteQueryData(searchQuery(text, sortOf(text, sort)))
      return pages[0]?.items[0]?.part.key
    },
  }
}
