import { IconCheck } from '@tabler/icons-react'
import type { Slot } from '../../api/queries/boxes.ts'
import { columnsOf, rowsShown } from '../../shared/place/geometry.ts'
import { change } from '../../shared/text/numbers.ts'
import classes from './count-map.module.css'
import type { CountedPile } from './piles-of.ts'

interface CountMapProps {
  slots: readonly Slot[]
  piles: readonly CountedPile[]
  here: number | undefined
  /** A pile is meant by a tap on its slot. */
  onChoose: (id: string) => void
}

function mark(difference: number | undefined) {
  if (difference === undefined) return ''
  return difference === 0 ? <IconCheck size={15} stroke={2} aria-hidden /> : change(difference)
}

function spoken(slot: number, difference: number | undefined): string {
  if (difference === undefined) return `Slot ${slot}, not counted`
  return `Slot ${slot}, ${difference === 0 ? 'counted' : `counted, ${change(difference)}`}`
}

/** The box with what is counted of it, large enough to be read at arm's length. */
export function CountMap({ slots, piles, here, onChoose }: CountMapProps) {
  const columns = columnsOf(slots.length)
  const { first: firstRow, end } = rowsShown(slots.length, here)
  return (
    <fieldset
      className={classes.map}
      aria-label="Slots"
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 3rem))` }}
    >
      {slots.slice(firstRow * columns, end * columns).map(({ loc_no }) => {
        const inSlot = piles.filter((pile) => pile.loc_no === loc_no)
        const [first] = inSlot
        if (first === undefined) return <span key={loc_no} />
        const waits = inSlot.some(({ counted_qty }) => counted_qty === null)
        const difference = waits ? undefined : inSlot.reduce((sum, pile) => sum + (pile.difference ?? 0), 0)
        return (
          <button
            key={loc_no}
            type="button"
            tabIndex={-1}
            aria-label={spoken(loc_no, difference)}
            aria-current={loc_no === here || undefined}
            data-differs={(difference !== undefined && difference !== 0) || undefined}
            onClick={() => onChoose((inSlot.find(({ counted_qty }) => counted_qty === null) ?? first).id)}
          >
            {loc_no === here ? loc_no : mark(difference)}
          </button>
        )
      })}
    </fieldset>
  )
}
