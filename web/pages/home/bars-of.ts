import type { ShelfBox } from '../../api/queries/boxes.ts'

/** Bars that are still told apart. */
const MOST = 60

/** A box, or boxes that follow each other where there are too many for a bar each. */
export interface FillBar {
  first: ShelfBox
  /** The same as the first where it is a bar of one box. */
  last: ShelfBox
  used: number
  slots: number
}

function barOf(boxes: readonly ShelfBox[]): FillBar[] {
  const [first] = boxes
  const last = boxes.at(-1)
  if (first === undefined || last === undefined) return []
  const sum = (of: (box: ShelfBox) => number) => boxes.reduce((total, box) => total + of(box), 0)
  return [{ first, last, used: sum(({ occupied }) => occupied.length), slots: sum(({ capacity }) => capacity) }]
}

/** How full boxes are, in so few bars that one sees them. */
export function barsOf(boxes: readonly ShelfBox[]): FillBar[] {
  const each = Math.max(1, Math.ceil(boxes.length / MOST))
  const starts = Array.from({ length: Math.ceil(boxes.length / each) }, (_, index) => index * each)
  return starts.flatMap((start) => barOf(boxes.slice(start, start + each)))
}
