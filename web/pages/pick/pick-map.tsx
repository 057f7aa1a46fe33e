import { columnsOf, rowsShown, slotsOf } from '../../shared/place/geometry.ts'
import edge from '../../shared/place/goes-on.module.css'
import classes from './pick-map.module.css'

interface PickMapProps {
  capacity: number
  occupied: readonly number[]
  here: number
  next?: number | undefined
}

/** The box with the slot where the hand goes, large enough to be read at arm's length. */
export function PickMap({ capacity, occupied, here, next }: PickMapProps) {
  const columns = columnsOf(capacity)
  const held = new Set(occupied)
  const column = (here - 1) % columns
  const row = Math.floor((here - 1) / columns)
  const { first, end, goesOn } = rowsShown(capacity, here)
  return (
    <div
      className={`${classes.map} ${edge.edge}`}
      role="img"
      aria-label={`Slot ${here}, row ${row + 1}, column ${column + 1}`}
      data-goes-on={goesOn}
      style={{ gridTemplateColumns: `repeat(${columns}, 1fr)` }}
    >
      {slotsOf(capacity)
        .slice(first * columns, end * columns)
        .map((slot) => {
          const crosses = (slot - 1) % columns === column || Math.floor((slot - 1) / columns) === row
          return (
            <span
              key={slot}
              data-held={held.has(slot) || undefined}
              data-here={slot === here || undefined}
              data-next={slot === next || undefined}
              data-crosses={crosses || undefined}
            >
              {slot === here || slot === next ? slot : ''}
            </span>
          )
        })}
    </div>
  )
}
