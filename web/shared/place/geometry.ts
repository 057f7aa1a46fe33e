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

/** A map of more rows is not read at a glance. */
const MOST_ROWS = 12
/** Rows of such a box that are shown above and below the slot that is meant. */
const ROWS_AROUND = 4

/** Rows from `first` up to `end`, counted from 0. */
export interface RowsShown {
  first: number
  end: number
  /** Sides on which the box goes on. */
  goesOn: '' | 'above' | 'below' | 'above below'
}

/** The rows of a box that its map shows: all of them, or of a tall box those around the slot that is meant. */
export function rowsShown(capacity: number, here: number | undefined): RowsShown {
  const columns = columnsOf(capacity)
  const rows = Math.ceil(capacity / columns)
  if (here === undefined || rows <= MOST_ROWS) return { first: 0, end: rows, goesOn: '' }
  const shown = 2 * ROWS_AROUND + 1
  const row = Math.floor((here - 1) / columns)
  const first = Math.min(Math.max(0, row - ROWS_AROUND), rows - shown)
  const end = first + shown
  if (first === 0) return { first, end, goesOn: 'below' }
  return { first, end, goesOn: end === rows ? 'above' : 'above below' }
}
