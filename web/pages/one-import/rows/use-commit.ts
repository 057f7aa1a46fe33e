import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, once } from '../../../api/client.ts'
import { type Import, importQuery } from '../../../api/queries/imports.ts'

/** Has an import written: all rows, or those without errors where some have. */
export function useCommit({ id, version, summary }: Import) {
  const queries = useQueryClient()
  const { queryKey } = importQuery(id)
  return useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/imports/{import_id}/commit', {
          params: { path: { import_id: id }, header: once() },
          body: { version, rows: (summary?.errors ?? 0) > 0 ? 'good' : 'all' },
        }),
      ),
    onSuccess: (begun) => queries.setQueryData(queryKey, begun),
    onSettled: () => queries.invalidateQueries({ queryKey: ['imports'] }),
  })
}
