import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ApiError } from '../../api/errors.ts'
import { Empty } from '../../shared/feedback/empty.tsx'

/** An address of a part that does not exist, or not any more. */
export function NoSuchPart({ error }: { error: ApiError }) {
  return (
    <Empty
      title="There is no such part"
      ways={<Button renderRoot={(props) => <Link to="/parts" {...props} />}>All parts</Button>}
    >
      {error.hint ?? error.message}
    </Empty>
  )
}
