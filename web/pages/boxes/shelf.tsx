import { Skeleton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ShelfBox } from '../../api/queries/boxes.ts'
import { BoxMap } from '../../shared/place/box-map.tsx'
import { count } from '../../shared/text/numbers.ts'
import classes from './boxes.module.css'

const WAITING = Array.from({ length: 16 }, (_, index) => index)

function roomText({ capacity, occupied }: ShelfBox): string {
  const free = capacity - occupied.length
  if (free === 0) return 'full'
  return occupied.length === 0 ? 'empty' : `${count(free)} free`
}

function BoxCard({ box }: { box: ShelfBox }) {
  const { box_no, description, capacity, occupied } = box
  return (
    <Link to="/boxes/$box" params={{ box: String(box_no) }} className={classes.card}>
      <span className={classes.top}>
        <b>{box_no}</b>
        <span data-full={occupied.length === capacity || undefined}>{roomText(box)}</span>
      </span>
      <span className={classes.map}>
        <BoxMap capacity={capacity} occupied={occupied} label={`${occupied.length} of ${capacity} slots used`} />
      </span>
      <span className={`ellipsis ${classes.name}`} title={description}>
        {description}
      </span>
    </Link>
  )
}

/** Boxes side by side, board above board. */
export function Shelf({ boxes, loading }: { boxes: readonly ShelfBox[]; loading: boolean }) {
  return (
    <div className={classes.shelf} aria-busy={loading}>
      {loading && WAITING.map((index) => <Skeleton key={index} height={118} radius="lg" />)}
      {boxes.map((box) => (
        <BoxCard key={box.box_no} box={box} />
      ))}
      {!loading && boxes.length === 0 && <p className={classes.none}>No box is like that.</p>}
    </div>
  )
}
