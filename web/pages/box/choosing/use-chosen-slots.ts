import { useState } from 'react'
import type { Slot } from '../../../api/queries/boxes.ts'

/** Slots that are chosen to do something with all of them. */
export interface ChosenSlots {
  /** Whether a tap chooses instead of opening. */
  isChoosing: boolean
  /** The slots that hold something, in their order. */
  slots: readonly Slot[]
  has: (slot: number) => boolean
  /** Chooses a slot that holds something, or leaves it out again. */
  toggle: (slot: number) => void
  /** Chooses all from the one that was chosen last. */
  extend: (slot: number) => void
  chooseAll: () => void
  begin: () => void
  clear: () => void
}

const NONE: ReadonlySet<number> = new Set()

/** Which slots of a box are chosen. Those that somebody empties meanwhile are chosen no more. */
export function useChosenSlots(slots: readonly Slot[] = []): ChosenSlots {
  const [chosen, setChosen] = useState(NONE)
  const [begun, setBegun] = useState(false)
  const [last, setLast] = useState<number>()
  const full = slots.filter(({ is_occupied }) => is_occupied)
  const shown = full.filter(({ loc_no }) => chosen.has(loc_no))
  const toggle = (slot: number) => {
    if (!full.some(({ loc_no }) => loc_no === slot)) return
    setLast(slot)
    setChosen((old) => (old.has(slot) ? new Set([...old].filter((each) => each !== slot)) : new Set([...old, slot])))
  }
  return {
    isChoosing: begun || shown.length > 0,
    slots: shown,
    has: (slot) => shown.some(({ loc_no }) => loc_no === slot),
    toggle,
    extend: (slot) => {
      if (last === undefined) {
        toggle(slot)
        return
      }
      const [low, high] = [Math.min(last, slot), Math.max(last, slot)]
      const between = full.filter(({ loc_no }) => loc_no >= low && loc_no <= high)
      setChosen((old) => new Set([...old, ...between.map(({ loc_no }) => loc_no)]))
    },
    chooseAll: () => setChosen(new Set(full.map(({ loc_no }) => loc_no))),
    begin: () => setBegun(true),
    clear: () => {
      setChosen(NONE)
      setBegun(false)
      setLast(undefined)
    },
  }
}
