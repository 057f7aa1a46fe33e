import { Skeleton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { FreeSlot, ShelfBox } from '../../api/queries/boxes.ts'
import { BoxMap } from '../../shared/place/box-map.tsx'
import { count } from '../../shared/text/numbers.ts'
import { roomText } from './box-groups.ts'
import classes from './boxes.module.css'

const WAITING = Array.from({ length: 16 }, (_, index) => index)

interface BoxCardProps {
  box: ShelfBox
  /** A slot of it that is proposed. */
  offered: FreeSlot | undefined
  isChosen: boolean
}

function BoxCard({ box, offered, isChosen }: BoxCardProps) {
  const { box_no, description, capacity, occupied, low_parts } = box
  return (
    <Link
      to="/boxes/$box"
      params={{ box: String(box_no) }}
      className={classes.card}
      data-chosen={isChosen || undefined}
      data-offered={offered !== undefined || undefined}
      data-walk
    >
      <span className={classes.top}>
        <b>{box_no}</b>
        <span data-full={occupied.length === capacity || undefined}>{roomText(box)}</span>
      </span>
      <span className={classes.map}>
        <BoxMap
          capacity={capacity}
          occupied={occupied}
          here={isChosen ? offered?.loc_no : undefined}
          others={isChosen || offered === undefined ? undefined : [offered.loc_no]}
          label={`${occupied.length} of ${capacity} slots used`}
        />
      </span>
      <span className={classes.foot}>
        <span className="ellipsis" title={description}>
          {description}
        </span>
        {low_parts > 0 && <b>{count(low_parts)} low</b>}
      </span>
    </Link>
  )
}

interface ShelfProps {
  boxes: readonly ShelfBox[]
  loading: boolean
  /** Free slots that are proposed. */
  slots: readonly FreeSlot[]
  chosen: FreeSlot | undefined
}

/** Boxes side by side, board above board. */
export function Shelf({ boxes, loading, slots, chosen }: ShelfProps) {
  return (
    <div className={classes.shelf} aria-busy={loading}>
      {loading && WAITING.map((index) => <Skeleton key={index} height={118} radius="lg" />)}
      {boxes.map((box) => (
        <BoxCard
          key={box.box_no}
          box={box}
          offered={slots.find(({ box_no }) => box_no === box.box_no)}
          isChosen={chosen?.box_no === box.box_no}
        />
      ))}
      {!loading && boxes.length === 0 && <p className={classes.none}>No box is like that.</p>}
    </div>
  )
}
