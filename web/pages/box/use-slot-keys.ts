import { type KeyboardEvent, useRef, useState } from 'react'
import type { Slot } from '../../api/queries/boxes.ts'
import { whenLone } from '../../shared/keyboard/lone-key.ts'
import type { ChosenSlots } from './choosing/use-chosen-slots.ts'

interface SlotKeysOptions {
  slots: readonly Slot[]
  columns: number
  /** The slot that is open, if any. */
  opened: number | null
  chosen: ChosenSlots
  mayEdit: boolean
  open: (slot: number | null) => void
  /** A pile is put down in a slot. */
  move: (from: number, to: number) => void
}

/** The keys of the grid of a box: it is one stop of the Tab key. */
export function useSlotKeys({ slots, columns, opened, chosen, mayEdit, open, move }: SlotKeysOptions) {
  const grid = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(opened ?? 1)
  const [carried, setCarried] = useState<number | null>(null)
  const focus = (slot: number) => {
    setActive(slot)
    grid.current?.querySelector<HTMLElement>(`[data-slot="${slot}"]`)?.focus()
  }
  const putDown = (from: number, to: number) => {
    setCarried(null)
    move(from, to)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }
    const step = steps[event.key]
    const letters: Record<string, () => void> = {
      m: () => {
        if (carried !== null) putDown(carried, active)
        else if (slots[active - 1]?.is_occupied) setCarried(active)
      },
      x: () => chosen.toggle(active),
    }
    const letter = mayEdit ? letters[event.key] : undefined
    if (step !== undefined) {
      event.preventDefault()
      if (active + step >= 1 && active + step <= slots.length) focus(active + step)
    } else if (letter !== undefined) {
      event.preventDefault()
      whenLone(event, letter)
    } else if (event.key === 'Escape') {
      setCarried(null)
      open(null)
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      if (carried !== null) putDown(carried, active)
      else open(active)
    }
  }
  return { grid, active, setActive, carried, setCarried, putDown, onKeyDown }
}
