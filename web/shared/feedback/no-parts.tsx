import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMay } from '../../api/queries/session.ts'
import { Empty } from './empty.tsx'

/** What an empty inventory shows. */
export function NoParts() {
  const mayEdit = useMay('editor')
  const ways = mayEdit && (
    <>
      <Button variant="filled" renderRoot={(props) => <Link to="/new" {...props} />}>
        Add the first part
      </Button>
      <Button renderRoot={(props) => <Link to="/import" {...props} />}>Import a list</Button>
      <Button renderRoot={(props) => <Link to="/boxes" search={{ add: 'box' }} {...props} />}>Add a box</Button>
    </>
  )
  return (
    <Empty title="No parts yet" ways={ways}>
      Start with the part on your bench. Every part gets a four-letter key and a slot in a box.
    </Empty>
  )
}
