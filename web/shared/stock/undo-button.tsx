import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMay } from '../../api/queries/session.ts'
import { sayDone, sayFailure } from '../feedback/undo.tsx'
import { stockChanged } from './changes.ts'
import { undoOperation } from './undo-operation.ts'

/** Takes one operation back. */
export function UndoButton({ operationId }: { operationId: string }) {
  const queries = useQueryClient()
  const mayEdit = useMay('editor')
  const undo = useMutation({
    mutationFn: () => undoOperation(operationId),
    onSuccess: async () => {
      await stockChanged(queries)
      sayDone('Taken back')
    },
    onError: sayFailure,
  })
  if (!mayEdit) return null
  return (
    <Button
      size="xs"
      leftSection={<IconArrowBackUp size={13} stroke={1.75} />}
      loading={undo.isPending}
      onClick={() => undo.mutate()}
    >
      Undo
    </Button>
  )
}
