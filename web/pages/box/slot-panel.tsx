import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { Schemas } from '../../api/client.ts'
import { useMay } from '../../api/queries/session.ts'
import { Sheet } from '../../shared/page/sheet.tsx'
import { PutPart } from './put-part.tsx'
import classes from './slot-panel.module.css'
import { SlotPart } from './slot-part.tsx'

interface SlotPanelProps {
  slot: Schemas['LocationWithParts'] | undefined
  /** As a sheet from below, where there is no room beside the grid. */
  sheet: boolean
  /** How often it was asked for to put a part there; 0 when it was opened for anything else. */
  asked: number
  onClose: () => void
}

/** What lies in the chosen slot, and what can be done with it. */
export function SlotPanel({ slot, sheet, asked, onClose }: SlotPanelProps) {
  const mayEdit = useMay('editor')
  const parts = slot?.part_assignments ?? []
  const place = slot === undefined ? '' : `Slot ${slot.box_no}-${slot.loc_no}`
  const content = slot !== undefined && (
    <>
      {parts.map((part) => (
        <SlotPart key={part.key} part={part} slot={slot} large={sheet} />
      ))}
      {mayEdit && <PutPart key={asked} slot={slot} first={parts.length === 0} asked={asked > 0} />}
    </>
  )
  if (sheet) {
    return (
      <Sheet opened={slot !== undefined} onClose={onClose} title={place}>
        {content}
      </Sheet>
    )
  }
  if (slot === undefined) return null
  return (
    <aside className={classes.panel} aria-label={place}>
      <header>
        <span>{place}</span>
        <ActionIcon aria-label="Close" onClick={onClose}>
          <IconX size={16} stroke={1.75} />
        </ActionIcon>
      </header>
      {content}
    </aside>
  )
}
