import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api, done, once } from '../../api/client.ts'
import { type Import, importQuery } from '../../api/queries/imports.ts'
import { sayDone } from '../../shared/feedback/undo.tsx'

/** Forgets an import that has written nothing, with its file; a reading that is under way ends. */
export function useDiscard({ id, file_name }: Import) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: () =>
      done(api.DELETE('/api/imports/{import_id}', { params: { path: { import_id: id }, header: once() } })),
    onSuccess: async () => {
      await navigate({ to: '/import' })
      queries.removeQueries({ queryKey: importQuery(id).queryKey })
      sayDone(`“${file_name}” was discarded. Nothing was written`)
      await queries.invalidateQueries({ queryKey: ['imports'] })
    },
  })
}
