import type { Slot } from '../../../api/queries/boxes.ts'
import type { PileMove } from '../../../shared/stock/changes.ts'

/** Where what lies in one slot goes. */
interface SlotMove {
  from: Slot
  to: Slot
}

interface MoveTarget {
  /** The slots of the box into which it goes, in their order. */
  slots: readonly Slot[]
  /** The first slot that may be taken. */
  first?: number
  /** Whether each keeps the number of its slot. */
  keeps?: boolean
}

function isSame(a: Slot, b: Slot): boolean {
  return a.box_no === b.box_no && a.loc_no === b.loc_no
}

/**
 * Finds a free slot for each slot that is emptied, in the order of both. Slots that are emptied count as free.
 *
 * @returns undefined when there are too few, or when one that is to be kept is not free.
 */
export function planMoves(from: readonly Slot[], { slots, first = 1, keeps = false }: MoveTarget) {
  const isFree = (slot: Slot) => !slot.is_occupied || from.some((each) => isSame(each, slot))
  const free = slots.filter((slot) => slot.loc_no >= first && isFree(slot))
  const plan: SlotMove[] = []
  for (const [at, slot] of from.entries()) {
    const to = keeps ? free.find(({ loc_no }) => loc_no === slot.loc_no) : free[at]
    if (to === undefined) return undefined
    plan.push({ from: slot, to })
  }
  return plan
}

/** The piles that a plan moves; what stays where it is is left out. */
export function pilesOf(plan: readonly SlotMove[]): PileMove[] {
  return plan
    .filter(({ from, to }) => !isSame(from, to))
    .flatMap(({ from, to }) => (from.part_assignments ?? []).map(({ key, qty }) => ({ key, qty, from, to })))
}
