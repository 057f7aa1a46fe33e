import { memo } from 'react'
import { columnsOf, rowsShown, slotsOf } from './geometry.ts'
import edge from './goes-on.module.css'
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

const KINDS = ['full', 'free', 'other', 'here'] as const
/** By so much the slot that is meant is larger at each side. */
const GROWN = 0.75

/** The outline of a square with rounded corners. */
function square(x: number, y: number, side: number, round: number): string {
  const edge = side - 2 * round
  const turn = (right: number, down: number) => `a${round} ${round} 0 0 1 ${right * round} ${down * round}`
  return `M${x + round} ${y}h${edge}${turn(1, 1)}v${edge}${turn(-1, 1)}h${-edge}${turn(-1, -1)}v${-edge}${turn(1, -1)}z`
}

/** A box as it stands on the shelf, a square a slot; of a tall box the rows around the slot that is meant. One path a kind of slot: a shelf of boxes has thousands of slots. */
export const BoxMap = memo(function BoxMap({ capacity, occupied, here, others = [], cell = 8, label }: BoxMapProps) {
  const columns = columnsOf(capacity)
  const gap = Math.max(2, Math.round(cell / 4))
  const step = cell + gap
  const { first, end, goesOn } = rowsShown(capacity, here ?? others[0])
  const held = new Set(occupied)
  const outlined = new Set(others)
  const kindOf = (slot: number): (typeof KINDS)[number] => {
    if (slot === here) return 'here'
    if (outlined.has(slot)) return 'other'
    return held.has(slot) ? 'full' : 'free'
  }
  const draw = (slot: number) => {
    const grown = slot === here ? GROWN : 0
    const x = ((slot - 1) % columns) * step
    const y = (Math.floor((slot - 1) / columns) - first) * step
    return square(x - grown, y - grown, cell + 2 * grown, cell / 5)
  }
  const paths = Map.groupBy(slotsOf(capacity).slice(first * columns, end * columns), kindOf)
  const height = (end - first) * step - gap + 2
  return (
    <svg
      className={`${classes.map} ${edge.edge}`}
      preserveAspectRatio="xMinYMin meet"
      width={columns * step - gap + 2}
      height={height}
      viewBox={`-1 -1 ${columns * step - gap + 2} ${height}`}
      data-goes-on={goesOn}
      role="img"
      aria-label={label}
    >
      {KINDS.map((kind) => {
        const slots = paths.get(kind)
        return slots && <path key={kind} data-kind={kind} d={slots.map(draw).join('')} />
      })}
    </svg>
  )
})
