import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Empty } from '../shared/feedback/empty.tsx'

/** What an address without a page shows. */
export function NotFound() {
  return (
    <Empty
      title="There is no such page"
      ways={<Button renderRoot={(props) => <Link to="/parts" {...props} />}>To the parts</Button>}
    >
      The address may be an old one, or mistyped.
    </Empty>
  )
}
