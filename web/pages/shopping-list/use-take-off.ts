import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, done, once } from '../../api/client.ts'
import type { ListLine } from '../../api/queries/lists.ts'
import { sayDone } from '../../shared/feedback/undo.tsx'
import { listChanged } from './use-list-change.ts'

/** Puts a line that was not ordered yet on its list again, as it was. */
async function restore(line: ListLine): Promise<void> {
  const { needed, note, ordered, seller_id } = line
  const { id } = await body(
    api.POST('/api/shopping-lists/{list_id}/lines', {
      params: { path: { list_id: line.shopping_list_id }, header: once() },
      body: { part_key: line.part.key, needed, note, seller_id },
    }),
  )
  if (ordered === 0) return
  await body(
    api.PUT('/api/shopping-list-lines/{line_id}', {
      params: { path: { line_id: id }, header: once() },
      body: { needed, note, seller_id, ordered },
    }),
  )
}

/** Takes a line off its list, with the way back while it is not ordered. */
export function useTakeOff(line: ListLine) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () =>
      done(
        api.DELETE('/api/shopping-list-lines/{line_id}', { params: { path: { line_id: line.id }, header: once() } }),
      ),
    onSuccess: () => {
      const undo = async () => {
        await restore(line)
        await listChanged(queries)
      }
      sayDone(`${line.part.key} was taken off the list`, line.status === 'new' ? undo : undefined)
    },
    onSettled: () => listChanged(queries),
  })
}
