import { Button } from '@mantine/core'
import { SidePanel } from '../../shared/page/dialog.tsx'
import { placeName } from '../../shared/place/place.ts'
import { count } from '../../shared/text/numbers.ts'
import { PartKey } from '../../shared/text/part-key.tsx'
import classes from './count-box.module.css'
import { differenceText } from './difference-text.ts'
import type { CountedPile } from './piles-of.ts'

interface AllPilesProps {
  boxNo: number
  piles: readonly CountedPile[]
  opened: boolean
  onClose: () => void
  onChoose: (id: string) => void
  /** Not set: the person may not. */
  onFinish?: () => void
  onDrop?: () => void
}

/** All piles of a round in the order of their slots, and the ways to end it. */
export function AllPiles({ boxNo, piles, opened, onClose, onChoose, onFinish, onDrop }: AllPilesProps) {
  return (
    <SidePanel opened={opened} onClose={onClose} position="right" title={`Box ${boxNo}, all piles`}>
      <ul className={classes.lines}>
        {piles.map(({ id, part_key, loc_no, counted_qty, difference }) => (
          <li key={id}>
            <button type="button" onClick={() => onChoose(id)}>
              <span className="num">{placeName({ box_no: boxNo, loc_no })}</span>
              <PartKey>{part_key}</PartKey>
              <b className="num">{counted_qty === null ? '' : count(counted_qty)}</b>
              <span>{difference === null ? 'waits' : differenceText(difference)}</span>
            </button>
          </li>
        ))}
      </ul>
      {onFinish !== undefined && onDrop !== undefined && (
        <div className={classes.ends}>
          <Button variant="filled" onClick={onFinish}>
            Finish the round
          </Button>
          <Button variant="subtle" color="gray" onClick={onDrop}>
            Drop the round
          </Button>
        </div>
      )}
    </SidePanel>
  )
}
