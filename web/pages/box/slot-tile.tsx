import { IconCheck, IconPlus } from '@tabler/icons-react'
import { type MouseEvent, useState } from 'react'
import type { Schemas } from '../../api/client.ts'
import { Picture } from '../../shared/picture/picture.tsx'
import { count, shortCount } from '../../shared/text/numbers.ts'
import { PartKey } from '../../shared/text/part-key.tsx'
import classes from './slots.module.css'

/** What a dragged pile carries: the number of its slot. */
const SLOT = 'application/x-slot'

/** Amounts from here on are wider than a tile on a phone. */
const WIDE = 1_000_000

/** Pieces of a pile, in short where a tile has no room for the whole number. */
function Amount({ qty }: { qty: number }) {
  if (qty < WIDE) {
    return (
      <>
        {count(qty)}
        <span className="sr-only"> pieces</span>
      </>
    )
  }
  return (
    <>
      <span aria-hidden title={count(qty)}>
        {shortCount(qty, WIDE)}
      </span>
      <span className="sr-only">{count(qty)} pieces</span>
    </>
  )
}

interface SlotTileProps {
  slot: Schemas['LocationWithParts']
  /** Its panel is open. */
  opened: boolean
  /** It is chosen with others. */
  chosen: boolean
  tabbable: boolean
  /** Its pile is being moved. */
  carried: boolean
  /** Some pile is being moved. */
  carrying: boolean
  mayEdit: boolean
  onFocus: () => void
  onClick: (event: MouseEvent) => void
  onCarry: (slot: number | null) => void
  /** A pile was let go here, from the slot of this number. */
  onDrop: (from: number) => void
}

/** One slot of a box. */
export function SlotTile(props: SlotTileProps) {
  const { slot, opened, chosen, tabbable, carried, carrying, mayEdit, onFocus, onClick, onCarry, onDrop } = props
  const [over, setOver] = useState(false)
  const [first, ...others] = slot.part_assignments ?? []
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are those of the whole grid
    <div
      role="gridcell"
      className={classes.tile}
      tabIndex={tabbable ? 0 : -1}
      aria-selected={opened || chosen}
      data-slot={slot.loc_no}
      data-empty={first === undefined || undefined}
      data-target={(first === undefined && (over || (carrying && tabbable))) || undefined}
      data-carried={carried || undefined}
      draggable={mayEdit && first !== undefined}
      onClick={onClick}
      onFocus={onFocus}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData(SLOT, String(slot.loc_no))
        onCarry(slot.loc_no)
      }}
      onDragEnd={() => onCarry(null)}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(SLOT)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const from = Number(event.dataTransfer.getData(SLOT))
        if (from > 0) onDrop(from)
      }}
    >
      <span className={`num ${classes.number}`}>
        <span className="sr-only">Slot </span>
        {slot.loc_no}
      </span>
      {chosen && <IconCheck size={14} stroke={2.5} className={classes.tick} aria-hidden />}
      {others.length > 0 && !chosen && (
        <span className={classes.others}>
          +{others.length}
          <span className="sr-only"> more</span>
        </span>
      )}
      {first === undefined ? (
        mayEdit && (
          <span className={classes.put}>
            <IconPlus size={14} stroke={1.75} aria-hidden />
            Put here
          </span>
        )
      ) : (
        <>
          <Picture url={first.cover_url} size={2.625} bare />
          <PartKey>{first.key}</PartKey>
          <span className={`num ${classes.qty}`}>
            <Amount qty={first.qty} />
          </span>
        </>
      )}
    </div>
  )
}
