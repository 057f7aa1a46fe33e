import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api, body, once } from '../../api/client.ts'
import { newKey } from '../../api/new-key.ts'
import { sayFailure } from '../feedback/undo.tsx'
import { stockChanged } from './changes.ts'
import { sayBroughtBack } from './left-out.tsx'

/** Brings a part back that was deleted, and goes to its page. */
export function BringBack({ partKey }: { partKey: string }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const restore = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/retired-parts/{part_key}/restore', {
          params: { path: { part_key: partKey }, header: once(newKey()) },
        }),
      ),
    onSuccess: async ({ left_out: leftOut = [] }) => {
      queries.removeQueries({ queryKey: ['part', partKey] })
      await stockChanged(queries)
      await navigate({ to: '/parts/$key', params: { key: partKey } })
      sayBroughtBack(`${partKey} is back`, leftOut)
    },
    onError: sayFailure,
  })
  return (
    <Button variant="filled" loading={restore.isPending} onClick={() => restore.mutate()}>
      Bring {partKey} back
    </Button>
  )
}
