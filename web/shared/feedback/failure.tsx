import { Button } from '@mantine/core'
import { ErrorText } from './error-text.tsx'
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
      <ErrorText error={error} />
    </Note>
  )
}
