const WIDEST = 12
const NARROWEST = 4

/** Columns of a box that has no known geometry, by its number of slots: about five wide to three high. */
export function columnsOf(capacity: number): number {
  if (capacity <= NARROWEST) return Math.max(1, capacity)
  const ideal = Math.sqrt((capacity * 5) / 3)
  const widths = Array.from({ length: WIDEST - NARROWEST + 1 }, (_, index) => NARROWEST + index)
  const cost = (width: number) => (capacity % width === 0 ? 0 : 1.5) + Math.abs(width - ideal)
  return widths.reduce((best, width) => (cost(width) < cost(best) ? width : best))
}

/** Slots of a box from 1. */
export function slotsOf(capacity: number): number[] {
  return Array.from({ length: capacity }, (_, index) => index + 1)
}
