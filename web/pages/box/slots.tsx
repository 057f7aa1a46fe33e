import { Skeleton } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type CSSProperties, type KeyboardEvent, useRef, useState } from 'react'
import type { Schemas } from '../../api/client.ts'
import { useMay } from '../../api/queries/session.ts'
import { sayFailure } from '../../shared/feedback/undo.tsx'
import { whenLone } from '../../shared/keyboard/lone-key.ts'
import { columnsOf } from '../../shared/place/geometry.ts'
import { stockChanges } from '../../shared/stock/changes.ts'
import { SlotTile } from './slot-tile.tsx'
import classes from './slots.module.css'

type Slot = Schemas['LocationWithParts']

/** Styles read the number of columns from a variable. */
function columnStyle(columns: number): CSSProperties {
  const variables: Record<`--${string}`, number> = { '--columns': columns }
  return variables
}

interface SlotsProps {
  boxNo: number
  slots: readonly Slot[] | undefined
  chosen: number | null
  onChoose: (slot: number | null) => void
}

/** The grid of a box: one stop of the Tab key, walked over with the arrow keys. */
export function Slots({ boxNo, slots, chosen, onChoose }: SlotsProps) {
  const mayEdit = useMay('editor')
  const grid = useRef<HTMLDivElement>(null)
  const changes = stockChanges(useQueryClient())
  const [active, setActive] = useState(chosen ?? 1)
  const [carried, setCarried] = useState<number | null>(null)
  if (slots === undefined) return <Skeleton height={420} />
  const columns = columnsOf(slots.length)

  const focus = (slot: number) => {
    const next = Math.min(slots.length, Math.max(1, slot))
    setActive(next)
    grid.current?.querySelector<HTMLElement>(`[data-slot="${next}"]`)?.focus()
  }
  const move = async (from: number, to: number) => {
    setCarried(null)
    const pile = slots.find(({ loc_no }) => loc_no === from)?.part_assignments?.[0]
    if (pile === undefined || from === to) return
    const place = (loc_no: number) => ({ box_no: boxNo, loc_no })
    await changes.move(pile.key, place(from), place(to), pile.qty).catch(sayFailure)
  }
  const onKey = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }
    const step = steps[event.key]
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (step !== undefined) {
      event.preventDefault()
      if (active + step >= 1 && active + step <= slots.length) focus(active + step)
    } else if (event.key === 'm' && mayEdit) {
      event.preventDefault()
      whenLone(event, () => {
        if (carried !== null) void move(carried, active)
        else if (slots[active - 1]?.is_occupied) setCarried(active)
      })
    } else if (event.key === 'Escape') {
      setCarried(null)
      onChoose(null)
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      if (carried !== null) void move(carried, active)
      else onChoose(active)
    }
  }
  return (
    <div className={classes.scroller}>
      <div
        ref={grid}
        role="grid"
        aria-label={`Slots of box ${boxNo}`}
        aria-colcount={columns}
        className={classes.grid}
        style={columnStyle(columns)}
        onKeyDown={onKey}
      >
        {Array.from({ length: Math.ceil(slots.length / columns) }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name
          <div key={row} role="row" className={classes.line}>
            {slots.slice(row * columns, (row + 1) * columns).map((slot) => (
              <SlotTile
                key={slot.loc_no}
                slot={slot}
                chosen={slot.loc_no === chosen}
                tabbable={slot.loc_no === active}
                carried={slot.loc_no === carried}
                carrying={carried !== null}
                mayEdit={mayEdit}
                onFocus={() => setActive(slot.loc_no)}
                onClick={() => (carried === null ? onChoose(slot.loc_no) : void move(carried, slot.loc_no))}
                onCarry={setCarried}
                onDrop={(from) => void move(from, slot.loc_no)}
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
