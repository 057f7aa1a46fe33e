import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Slot } from '../../api/queries/boxes.ts'
import type { CountingRound } from '../../api/queries/counts.ts'
import { useMay } from '../../api/queries/session.ts'
import { Empty } from '../../shared/feedback/empty.tsx'
import { plural } from '../../shared/text/numbers.ts'
import { Time } from '../../shared/text/time.tsx'
import classes from './count-box.module.css'
import { pileId } from './piles-of.ts'
import { ToldOfCode } from './told-of-code.tsx'
import { useScanned } from './use-scanned.ts'

interface CountIntroProps {
  boxNo: number
  slots: readonly Slot[]
  /** The round before, if any. */
  last: CountingRound | null
  isBeginning: boolean
  /** @param first the pile with which it begins; undefined for the first one. */
  onBegin: (first?: string) => void
  onReport: (round: number) => void
  /** The way to the box. */
  back: ReactNode
}

/** What a round is, before it begins: by the button, or by the label of one of its piles. */
export function CountIntro({ boxNo, slots, last, isBeginning, onBegin, onReport, back }: CountIntroProps) {
  const mayEdit = useMay('editor')
  const piles = slots.flatMap(({ loc_no, part_assignments }) =>
    (part_assignments ?? []).map(({ key }) => ({ id: pileId(loc_no, key), part_key: key, loc_no })),
  )
  const onPile = ({ id }: { id: string }) => onBegin(id)
  const { told } = useScanned({ boxNo, piles, onPile, enabled: mayEdit, isBusy: isBeginning })
  return (
    <>
      {told !== null && (
        <div className={classes.introTold}>
          <ToldOfCode boxNo={boxNo} told={told} here={undefined} onFound={null} />
        </div>
      )}
      <Empty
        title={`Count box ${boxNo}`}
        ways={
          <>
            {mayEdit && piles.length > 0 && (
              <Button variant="filled" loading={isBeginning} onClick={() => onBegin()}>
                Count {plural(piles.length, 'pile', 'piles')}
              </Button>
            )}
            {last?.report != null && (
              <Button variant="subtle" color="gray" onClick={() => onReport(last.id)}>
                What the last round found
              </Button>
            )}
            {back}
          </>
        }
      >
        {piles.length === 0
          ? 'Nothing lies in it.'
          : 'Go from slot to slot and say how many pieces lie there. Each count holds at once, and you can stop and go on later.'}
        {last !== null && last.finished_at !== null && (
          <>
            {' '}
            The round before was finished <Time at={last.finished_at} />.
          </>
        )}
      </Empty>
    </>
  )
}
