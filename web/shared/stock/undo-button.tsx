import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMay } from '../../api/queries/session.ts'
import { sayFailure } from '../feedback/undo.tsx'
import { stockChanged } from './changes.ts'
import { sayBroughtBack } from './left-out.tsx'
import { undoOperation } from './undo-operation.ts'

/** Takes one operation back. */
export function UndoButton({ operationId }: { operationId: string }) {
  const queries = useQueryClient()
  const mayEdit = useMay('editor')
  const undo = useMutation({
    mutationFn: () => undoOperation(operationId),
    onSuccess: async (leftOut) => {
      await stockChanged(queries)
      sayBroughtBack('Taken back', leftOut)
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
