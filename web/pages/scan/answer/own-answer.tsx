import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Scan } from '../../../api/queries/scans.ts'
import classes from './answer.module.css'
import { PickSlot } from './pick-slot.tsx'
import { SlotAnswer } from './slot-answer.tsx'
import type { Booked } from './use-apply.ts'

/** A box, a kit or a pick list, by its label. */
function Target({ kind, id, isSecond }: { kind: Scan['kind']; id: string; isSecond: boolean }) {
  const look = isSecond
    ? { fullWidth: true }
    : ({ variant: 'filled', fullWidth: true, className: classes.main } as const)
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
  code: string
  id: string
  mayEdit: boolean
  /** Whether bags of a pick list are looked for: then none goes into a slot. */
  picking: boolean
  onCode: (code: string) => void
  onBooked: (booked: Booked) => void
  onRefused: () => void
}

/** A label of ours that is not of a part. */
export function OwnAnswer({
  scan: { kind, proposal },
  code,
  id,
  mayEdit,
  picking,
  onCode,
  ...booking
}: OwnAnswerProps) {
  const isPicked = mayEdit && proposal?.action === 'pick'
  if (kind !== 'own_location') {
    return (
      <>
        {isPicked && <PickSlot code={code} proposal={proposal} {...booking} />}
        <Target kind={kind} id={id} isSecond={isPicked} />
      </>
    )
  }
  return (
    <SlotAnswer id={id} takesNext={mayEdit && !picking} onCode={onCode}>
      {isPicked && <PickSlot code={code} proposal={proposal} {...booking} />}
    </SlotAnswer>
  )
}
