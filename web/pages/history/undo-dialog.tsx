import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { operationQuery } from '../../api/queries/operations.ts'
import { Failure } from '../../shared/feedback/failure.tsx'
import { Dialog } from '../../shared/page/dialog.tsx'
import { useWidthUpTo } from '../../shared/use-width-up-to.ts'
import { UndoForm } from './undo-form.tsx'
import { undoQuestion } from './words.ts'

function Content({ operationId, onClose }: { operationId: string; onClose: () => void }) {
  const { data, error } = useQuery(operationQuery(operationId))
  if (error !== null && data === undefined) return <Failure error={error} />
  if (data === undefined) return <Skeleton height={180} />
  return <UndoForm operation={data} onClose={onClose} />
}

interface UndoDialogProps {
  /** Not set: closed. */
  operationId: string | undefined
  onClose: () => void
}

/** Shows what undoing an operation would do, and does it when the person wants. */
export function UndoDialog({ operationId, onClose }: UndoDialogProps) {
  const { data } = useQuery({ ...operationQuery(operationId ?? ''), enabled: operationId !== undefined })
  const narrow = useWidthUpTo('phone')
  return (
    <Dialog
      opened={operationId !== undefined}
      onClose={onClose}
      title={data === undefined ? 'Undo?' : undoQuestion(data)}
      size={640}
      fullScreen={narrow}
    >
      {operationId !== undefined && <Content operationId={operationId} onClose={onClose} />}
    </Dialog>
  )
}
