import { memo } from 'react'
import { columnsOf, slotsOf } from './geometry.ts'
import classes from './place.module.css'

interface BoxMapProps {
  capacity: number
  /** Slots that hold something. */
  occupied: readonly number[]
  /** The slot that is meant. */
  here?: number | undefined
  /** Slots that are outlined, such as the next one. */
  others?: readonly number[]
  /** Side of a cell in pixels. */
  cell?: number
  /** Spoken description. */
  label: string
}

/** A box as it stands on the shelf, a square a slot, drawn as one picture. */
export const BoxMap = memo(function BoxMap({ capacity, occupied, here, others = [], cell = 8, label }: BoxMapProps) {
  const columns = columnsOf(capacity)
  const gap = Math.max(2, Math.round(cell / 4))
  const step = cell + gap
  const rows = Math.ceil(capacity / columns)
  const held = new Set(occupied)
  const outlined = new Set(others)
  const kind = (slot: number) => {
    if (slot === here) return 'here'
    if (outlined.has(slot)) return 'other'
    return held.has(slot) ? 'full' : 'free'
  }
  const grow = (slot: number) => (slot === here ? 0.75 : 0)
  return (
    <svg
      className={classes.map}
      preserveAspectRatio="xMinYMin meet"
      width={columns * step - gap + 2}
      height={rows * step - gap + 2}
      viewBox={`-1 -1 ${columns * step - gap + 2} ${rows * step - gap + 2}`}
      role="img"
      aria-label={label}
    >
      {slotsOf(capacity).map((slot) => (
        <rect
          key={slot}
          data-kind={kind(slot)}
          x={((slot - 1) % columns) * step - grow(slot)}
          y={Math.floor((slot - 1) / columns) * step - grow(slot)}
          width={cell + 2 * grow(slot)}
          height={cell + 2 * grow(slot)}
          rx={cell / 5}
        />
      ))}
    </svg>
  )
})
