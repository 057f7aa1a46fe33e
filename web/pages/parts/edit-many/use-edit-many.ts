import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, body, once, type Schemas } from '../../../api/client.ts'
import { sayDone } from '../../../shared/feedback/undo.tsx'
import { undoOperation } from '../../../shared/stock/undo-operation.ts'
import { plural } from '../../../shared/text/numbers.ts'

/** What is changed, the same for each part. */
export type PartsChange = Schemas['PartsEdit']['set']

/** Words of queries that show fields of parts. */
const SHOW_PARTS = ['part', 'parts', 'box', 'kit', 'home', 'operations']

/**
 * One change of many parts: first what it would do, then doing it.
 *
 * @param set null: nothing is asked for yet.
 */
export function useEditMany(keys: readonly string[], set: PartsChange | null, onDone: () => void) {
  const queries = useQueryClient()
  const change = set ?? {}
  const preview = useQuery({
    queryKey: ['parts', 'edit-many', keys, set],
    queryFn: () => body(api.POST('/api/parts/bulk', { body: { part_keys: [...keys], set: change, dry_run: true } })),
    enabled: set !== null,
    retry: false,
  })
  const readAgain = () => Promise.all(SHOW_PARTS.map((word) => queries.invalidateQueries({ queryKey: [word] })))
  const apply = useMutation({
    mutationFn: () =>
      body(api.POST('/api/parts/bulk', { params: { header: once() }, body: { part_keys: [...keys], set: change } })),
    onSuccess: ({ operation_id: id, parts }) => {
      onDone()
      const text = parts.length === 0 ? 'Nothing had to be changed' : `${plural(parts.length, 'part', 'parts')} changed`
      const back = async (operation: string) => {
        await undoOperation(operation)
        await readAgain()
      }
      sayDone(text, id === null ? undefined : () => back(id))
      void readAgain()
    },
  })
  return { preview, apply }
}
