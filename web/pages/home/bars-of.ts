/** What the bars say of a box. */
interface FilledBox {
  box_no: number
  description: string
  capacity: number
  occupied: readonly number[]
}

/** Bars that are still told apart. */
const MOST = 60

/** A box, or boxes that follow each other where there are too many for a bar each. */
export interface FillBar {
  first: FilledBox
  /** The same as the first where it is a bar of one box. */
  last: FilledBox
  used: number
  slots: number
}

function barOf(boxes: readonly FilledBox[]): FillBar[] {
  const [first] = boxes
  const last = boxes.at(-1)
  if (first === undefined || last === undefined) return []
  const sum = (of: (box: FilledBox) => number) => boxes.reduce((total, box) => total + of(box), 0)
  return [{ first, last, used: sum(({ occupied }) => occupied.length), slots: sum(({ capacity }) => capacity) }]
}

/** How full boxes are, in so few bars that one sees them. */
export function barsOf(boxes: readonly FilledBox[]): FillBar[] {
  const each = Math.max(1, Math.ceil(boxes.length / MOST))
  const starts = Array.from({ length: Math.ceil(boxes.length / each) }, (_, index) => index * each)
  return starts.flatMap((start) => barOf(boxes.slice(start, start + each)))
}
