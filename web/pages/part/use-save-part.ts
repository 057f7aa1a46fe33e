import { useQueryClient } from '@tanstack/react-query'
import { api, body, once, type Schemas } from '../../api/client.ts'
import { type Part, partQuery } from '../../api/queries/parts.ts'

/** Saves some fields of a part; what the service answers is shown at once. */
export function useSavePart(part: Part) {
  const queries = useQueryClient()
  return async (fields: Schemas['PartUpdate']): Promise<void> => {
    const saved = await body(
      api.PUT('/api/parts/{part_key}', { params: { path: { part_key: part.key }, header: once() }, body: fields }),
    )
    // A part that was asked for before would come later and show the old values again.
    await queries.cancelQueries({ queryKey: partQuery(part.key).queryKey, exact: true })
    queries.setQueryData(partQuery(part.key).queryKey, saved)
    void queries.invalidateQueries({ queryKey: ['parts'] })
  }
}
