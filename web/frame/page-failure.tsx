import { Button } from '@mantine/core'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { sentence } from '../api/errors.ts'
import { Empty } from '../shared/feedback/empty.tsx'

/** What stands where a page could not be shown at all. */
export function PageFailure({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const again = () => {
    reset()
    void router.invalidate()
  }
  return (
    <Empty title="This page cannot be shown" ways={<Button onClick={again}>Try again</Button>}>
      {sentence(error)}
    </Empty>
  )
}
