import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Scan } from '../../../api/queries/scans.ts'
import classes from './answer.module.css'
import { SlotAnswer } from './slot-answer.tsx'

/** A box, a kit or a pick list, by its label. */
function Target({ kind, id }: { kind: Scan['kind']; id: string }) {
  const look = { variant: 'filled', fullWidth: true, className: classes.main } as const
  if (kind === 'own_box') {
    return (
      <Button {...look} renderRoot={(props) => <Link to="/boxes/$box" params={{ box: id }} {...props} />}>
        Open box {id}
      </Button>
    )
  }
  if (kind === 'own_kit') {
    return (
      <Button {...look} renderRoot={(props) => <Link to="/kits/$kit" params={{ kit: id }} {...props} />}>
        Open kit {id}
      </Button>
    )
  }
  return (
    <>
      <Button {...look} renderRoot={(props) => <Link to="/pick/$list" params={{ list: id }} {...props} />}>
        Walk through pick list {id}
      </Button>
      <Button fullWidth renderRoot={(props) => <Link to="/scan" search={{ pick: Number(id) }} {...props} />}>
        Pick it by scanning bags
      </Button>
    </>
  )
}

interface OwnAnswerProps {
  scan: Scan
  id: string
  mayEdit: boolean
  onCode: (code: string) => void
}

/** A label of ours that is not of a part. */
export function OwnAnswer({ scan: { kind }, id, mayEdit, onCode }: OwnAnswerProps) {
  if (kind === 'own_location') return <SlotAnswer id={id} mayEdit={mayEdit} onCode={onCode} />
  return <Target kind={kind} id={id} />
}
