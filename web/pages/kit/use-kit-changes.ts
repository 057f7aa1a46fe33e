import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api, body, done, once } from '../../api/client.ts'
import type { KitDetail } from '../../api/queries/kits.ts'
import { sayDone, sayFailure } from '../../shared/feedback/undo.tsx'

/** What is done with a kit as a whole. */
export function useKitChanges(kit: KitDetail) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const path = { kit_id: kit.id }
  const changed = () =>
    Promise.all(['kit', 'kits', 'part'].map((word) => queries.invalidateQueries({ queryKey: [word] })))
  const setArchived = async (archived: boolean) => {
    const params = { path, header: once() }
    await (archived
      ? body(api.POST('/api/kits/{kit_id}/archive', { params }))
      : body(api.POST('/api/kits/{kit_id}/unarchive', { params })))
    await changed()
  }
  const archive = useMutation({
    mutationFn: setArchived,
    // By then the kit is what it has become.
    onSuccess: (_done, archived) => {
      const text = archived ? `“${kit.name}” was archived` : `“${kit.name}” is in use again`
      sayDone(text, () => setArchived(!archived))
    },
    onError: sayFailure,
  })
  return {
    rename: async (name: string) => {
      await body(api.PATCH('/api/kits/{kit_id}', { params: { path, header: once() }, body: { name } }))
      await changed()
    },
    archive: () => archive.mutate(!kit.is_archived),
    remove: async () => {
      await done(api.DELETE('/api/kits/{kit_id}', { params: { path, header: once() } }))
      await navigate({ to: '/kits' })
      await changed()
      sayDone(`“${kit.name}” was deleted`)
    },
  }
}
