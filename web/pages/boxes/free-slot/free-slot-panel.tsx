import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { Sheet } from '../../../shared/page/sheet.tsx'
import classes from './free-slot.module.css'
import { FreeSlotForm } from './free-slot-form.tsx'
import type { useFreeSlots } from './use-free-slots.ts'

interface FreeSlotPanelProps {
  opened: boolean
  free: ReturnType<typeof useFreeSlots>
  /** As a sheet from below, where there is no room beside the shelf. */
  sheet: boolean
  /** `?` while no part is named. */
  onPart: (key: string) => void
  onClose: () => void
}

const TITLE = 'Find a free slot'

/** Looks for a free slot for a part, beside the shelf on which it is shown. */
export function FreeSlotPanel({ opened, free, sheet, onPart, onClose }: FreeSlotPanelProps) {
  const form = opened && <FreeSlotForm key={free.partKey} free={free} onPart={onPart} large={sheet} />
  if (sheet) {
    return (
      <Sheet opened={opened} onClose={onClose} title={TITLE}>
        {form}
      </Sheet>
    )
  }
  if (!opened) return null
  return (
    <aside className={classes.panel} aria-label={TITLE}>
      <header>
        <h2>{TITLE}</h2>
        <ActionIcon aria-label="Close" onClick={onClose}>
          <IconX size={16} stroke={1.75} />
        </ActionIcon>
      </header>
      {form}
    </aside>
  )
}
