import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api, body, once } from '../../api/client.ts'
import type { KitDetail } from '../../api/queries/kits.ts'
import { sayFailure } from '../../shared/feedback/undo.tsx'

/** The pick list that is open, or the way to begin one: of what is there, where something is short. */
export function usePick(kit: KitDetail) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const short = kit.contents.filter(({ shortfall }) => shortfall > 0)
  const create = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/kits/{kit_id}/pick-lists', {
          params: { path: { kit_id: kit.id }, header: once() },
          body: {
            requested_units: kit.build_target,
            shortfall_handling: Object.fromEntries(short.map(({ part }) => [part.key, { action: 'limit' as const }])),
          },
        }),
      ),
    onSuccess: async (list) => {
      await navigate({ to: '/pick/$list', params: { list: String(list.id) } })
      await queries.invalidateQueries({ queryKey: ['kit'] })
    },
    onError: sayFailure,
  })
  return {
    open: kit.pick_lists.find(({ status }) => status === 'open'),
    start: () => create.mutate(),
    isPending: create.isPending,
  }
}
