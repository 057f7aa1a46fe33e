import type { ShelfBox } from '../../api/queries/boxes.ts'
import { count } from '../../shared/text/numbers.ts'

/** The boxes that a filter shows. */
export type Show = 'room' | 'full' | 'low' | undefined

function hasRoom({ capacity, occupied }: ShelfBox): boolean {
  return occupied.length < capacity
}

/** The boxes by what one looks for. */
export function groupsOf(all: readonly ShelfBox[]): Record<'all' | 'room' | 'full' | 'low', readonly ShelfBox[]> {
  return {
    all,
    room: all.filter(hasRoom),
    full: all.filter((box) => !hasRoom(box)),
    low: all.filter(({ low_parts }) => low_parts > 0),
  }
}

/** How much room a box has, in the fewest words. */
export function roomText({ capacity, occupied }: ShelfBox): string {
  const free = capacity - occupied.length
  if (free === 0) return 'full'
  return occupied.length === 0 ? 'empty' : `${count(free)} free`
}
