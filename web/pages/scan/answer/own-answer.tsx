import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Scan } from '../../../api/queries/scans.ts'
import { goneStation, type Station, stationOf } from '../place-of.ts'
import classes from './answer.module.css'
import { BoxAnswer } from './box-answer.tsx'
import { PickSlot } from './pick-slot.tsx'
import { SlotAnswer } from './slot-answer.tsx'
import type { Booked } from './use-apply.ts'

/** A kit or a pick list, by its label. */
function Target({ kind, id }: { kind: Scan['kind']; id: string }) {
  const look = { variant: 'filled', fullWidth: true, className: classes.main } as const
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
  /** The slot or the box into which the bags go. */
  station: Station | null
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
  station,
  onCode,
  ...booking
}: OwnAnswerProps) {
  if (kind !== 'own_location' && kind !== 'own_box') return <Target kind={kind} id={id} />
  const here = stationOf(code)
  const isStation = station !== null && here !== null && goneStation(station) === goneStation(here)
  const takesNext = mayEdit && !picking && isStation
  const picked = mayEdit && proposal?.action === 'pick' && <PickSlot code={code} proposal={proposal} {...booking} />
  return kind === 'own_box' ? (
    <BoxAnswer boxNo={Number(id)} takesNext={takesNext}>
      {picked}
    </BoxAnswer>
  ) : (
    <SlotAnswer id={id} takesNext={takesNext} onCode={onCode}>
      {picked}
    </SlotAnswer>
  )
}
