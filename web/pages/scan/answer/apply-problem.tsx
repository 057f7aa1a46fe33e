import { Button } from '@mantine/core'
import { sentence } from '../../../api/errors.ts'
import { ErrorText } from '../../../shared/feedback/error-text.tsx'
import { Note } from '../../../shared/feedback/note.tsx'
import { ToldText } from '../../../shared/feedback/told-text.tsx'
import type { useApply } from './use-apply.ts'

/** Why something was not booked, or what has to be confirmed first. */
export function ApplyProblem({ apply, onConfirm }: { apply: ReturnType<typeof useApply>; onConfirm: () => void }) {
  const { asks, error, waits } = apply
  if (waits) return <Note tone="warn">No connection. The booking waits and is sent once, as soon as there is one.</Note>
  if (asks !== undefined) {
    const yes = (
      <Button size="xs" loading={apply.isPending} onClick={onConfirm}>
        Book it anyway
      </Button>
    )
    return (
      <Note tone="warn" action={yes}>
        <ToldText>{asks.length === 0 ? sentence(error) : asks.join(' ')}</ToldText>
      </Note>
    )
  }
  if (error === null) return null
  return (
    <Note>
      <ErrorText error={error} />
    </Note>
  )
}
