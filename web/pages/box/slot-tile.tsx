import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Schemas } from '../../api/client.ts'
import { Picture } from '../../shared/picture/picture.tsx'
import { count, plural } from '../../shared/text/numbers.ts'
import { PartKey } from '../../shared/text/part-key.tsx'
import classes from './slots.module.css'

interface SlotTileProps {
  slot: Schemas['LocationWithParts']
  chosen: boolean
  tabbable: boolean
  /** Its pile is being moved. */
  carried: boolean
  /** Some pile is being moved. */
  carrying: boolean
  mayEdit: boolean
  onFocus: () => void
  onClick: () => void
  onCarry: (slot: number | null) => void
  onDrop: () => void
}

function spoken({ loc_no, part_assignments: parts }: SlotTileProps['slot']): string {
  const [first, ...others] = parts ?? []
  if (first === undefined) return `Slot ${loc_no}, empty`
  const rest = others.length === 0 ? '' : `, and ${plural(others.length, 'other part', 'other parts')}`
  return `Slot ${loc_no}, ${first.key}, ${plural(first.qty, 'piece', 'pieces')}${rest}`
}

/** One slot of a box. */
export function SlotTile(props: SlotTileProps) {
  const { slot, chosen, tabbable, carried, carrying, mayEdit, onFocus, onClick, onCarry, onDrop } = props
  const [over, setOver] = useState(false)
  const [first, ...others] = slot.part_assignments ?? []
  return (
    <button
      type="button"
      role="gridcell"
      className={classes.tile}
      tabIndex={tabbable ? 0 : -1}
      aria-label={spoken(slot)}
      aria-selected={chosen}
      data-slot={slot.loc_no}
      data-empty={first === undefined || undefined}
      data-target={(first === undefined && (over || (carrying && tabbable))) || undefined}
      data-carried={carried || undefined}
      draggable={mayEdit && first !== undefined}
      onClick={onClick}
      onFocus={onFocus}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', first?.key ?? '')
        onCarry(slot.loc_no)
      }}
      onDragEnd={() => onCarry(null)}
      onDragOver={(event) => {
        if (!carrying) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        onDrop()
      }}
    >
      <span className={`num ${classes.number}`}>{slot.loc_no}</span>
      {others.length > 0 && <span className={classes.others}>+{others.length}</span>}
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
          <span className={`num ${classes.qty}`}>{count(first.qty)}</span>
        </>
      )}
    </button>
  )
}
