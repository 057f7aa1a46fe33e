import { Button } from '@mantine/core'
import { ApiError, sentence } from '../../api/errors.ts'
import { Note } from './note.tsx'

interface FailureProps {
  error: unknown
  /** Tries again. */
  retry?: () => void
}

/** Why something cannot be shown, in the service's words, with a way to try again. */
export function Failure({ error, retry }: FailureProps) {
  const again = retry && (
    <Button size="xs" onClick={retry}>
      Try now
    </Button>
  )
  return (
    <Note action={again}>
      <b>{sentence(error)}</b>
      {error instanceof ApiError && error.hint !== null && error.hint !== error.message && <> {error.hint}</>}
    </Note>
  )
}
