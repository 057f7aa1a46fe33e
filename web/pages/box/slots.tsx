import { Skeleton } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { CSSProperties, MouseEvent } from 'react'
import type { Slot } from '../../api/queries/boxes.ts'
import { useMay } from '../../api/queries/session.ts'
import { sayFailure } from '../../shared/feedback/undo.tsx'
import { columnsOf } from '../../shared/place/geometry.ts'
import { stockChanges } from '../../shared/stock/changes.ts'
import { plural } from '../../shared/text/numbers.ts'
import { pilesOf, planMoves } from './choosing/plan-moves.ts'
import type { ChosenSlots } from './choosing/use-chosen-slots.ts'
import { SlotTile } from './slot-tile.tsx'
import classes from './slots.module.css'
import { useSlotKeys } from './use-slot-keys.ts'

/** Styles read the number of columns from a variable. */
function columnStyle(columns: number): CSSProperties {
  const variables: Record<`--${string}`, number> = { '--columns': columns }
  return variables
}

interface SlotsProps {
  boxNo: number
  slots: readonly Slot[]
  /** The slot that is open, if any. */
  opened: number | null
  /** Slots that are chosen together. */
  chosen: ChosenSlots
  onOpen: (slot: number | null) => void
}

function Grid({ boxNo, slots, opened, chosen, onOpen }: SlotsProps) {
  const mayEdit = useMay('editor')
  const changes = stockChanges(useQueryClient())
  const columns = columnsOf(slots.length)

  const moveChosen = async (to: number) => {
    const plan = planMoves(chosen.slots, { slots, first: to })
    if (plan === undefined) throw new Error(`From slot ${to} on there are too few free slots.`)
    const piles = pilesOf(plan)
    if (piles.length === 0) return
    await changes.moveMany(piles, `Moved ${plural(piles.length, 'pile', 'piles')} in box ${boxNo}`)
    chosen.clear()
  }
  const move = async (from: number, to: number) => {
    if (chosen.slots.length > 1 && chosen.has(from)) return moveChosen(to)
    const pile = slots.find(({ loc_no }) => loc_no === from)?.part_assignments?.[0]
    if (pile === undefined || from === to) return
    const place = (loc_no: number) => ({ box_no: boxNo, loc_no })
    await changes.move(pile.key, place(from), place(to), pile.qty)
  }
  const keys = useSlotKeys({
    slots,
    columns,
    opened,
    chosen,
    mayEdit,
    open: onOpen,
    move: (from, to) => void move(from, to).catch(sayFailure),
  })
  const { grid, active, carried, putDown, onKeyDown } = keys
  const press = (slot: number, { ctrlKey, metaKey, shiftKey }: MouseEvent) => {
    if (carried !== null) putDown(carried, slot)
    else if (mayEdit && shiftKey) chosen.extend(slot)
    else if (mayEdit && (ctrlKey || metaKey || chosen.isChoosing)) chosen.toggle(slot)
    else onOpen(slot)
  }
  return (
    <div className={classes.scroller} data-choosing={chosen.isChoosing || undefined}>
      <div
        ref={grid}
        role="grid"
        aria-label={`Slots of box ${boxNo}`}
        aria-colcount={columns}
        aria-multiselectable={mayEdit}
        className={classes.grid}
        style={columnStyle(columns)}
        onKeyDown={onKeyDown}
      >
        {Array.from({ length: Math.ceil(slots.length / columns) }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name
          <div key={row} role="row" className={classes.line}>
            {slots.slice(row * columns, (row + 1) * columns).map((slot) => (
              <SlotTile
                key={slot.loc_no}
                slot={slot}
                opened={slot.loc_no === opened}
                chosen={chosen.has(slot.loc_no)}
                tabbable={slot.loc_no === active}
                carried={slot.loc_no === carried}
                carrying={carried !== null}
                mayEdit={mayEdit}
                onFocus={() => keys.setActive(slot.loc_no)}
                onClick={(event) => press(slot.loc_no, event)}
                onCarry={keys.setCarried}
                onDrop={(from) => putDown(from, slot.loc_no)}
              />
            ))}
          </div>
        ))}
      </div>
      <span className="sr-only" aria-live="polite">
        {carried === null ? '' : `Slot ${carried} is picked up; press M on the slot where it goes`}
      </span>
    </div>
  )
}

/** The grid of a box, walked over with the arrow keys. */
export function Slots({ slots, ...grid }: Omit<SlotsProps, 'slots'> & { slots: readonly Slot[] | undefined }) {
  return slots === undefined ? <Skeleton height={420} /> : <Grid slots={slots} {...grid} />
}
