import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, type Schemas } from '../../../api/client.ts'
import { Dialog } from '../../../shared/page/dialog.tsx'
import { TokenForm } from './token-form.tsx'
import { TokenSecret } from './token-secret.tsx'

function Content({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const make = useMutation({
    mutationFn: (fields: Schemas['AccessTokenCreate']) => body(api.POST('/api/tokens', { body: fields })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['tokens'] }),
    // The secret is nowhere but in this dialog.
    gcTime: 0,
  })
  if (make.data !== undefined) return <TokenSecret token={make.data} onClose={onClose} />
  return <TokenForm error={make.error} isPending={make.isPending} onMake={make.mutate} onClose={onClose} />
}

/** Makes an access token, and shows its secret once. */
export function NewTokenDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    // A click beside the dialog must not lose a secret that is shown once.
    <Dialog opened={opened} onClose={onClose} title="New access token" closeOnClickOutside={false}>
      <Content onClose={onClose} />
    </Dialog>
  )
}
