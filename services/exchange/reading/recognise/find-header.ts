import { countKnownHeaders } from '../columns/known-headers.ts'
import { FileError } from '../failure.ts'
import { HEADER_ROWS } from '../limits.ts'
import type { RawRow } from '../raw-table.ts'

const NUMBER = /^\s*[-+]?\d[\d.,' ]*\s*$/

/**
 * Where the header row is: the first row with most known headers, at least two; else the first row when it holds no
 * number.
 *
 * @param chosen the number of the row that a person has named; 0: the file has none.
 * @returns the place in `rows`; -1 when there is no header.
 * @throws FileError when there is no such row.
 */
export function findHeader(rows: readonly RawRow[], chosen: number | undefined): number {
  if (chosen === 0) return -1
  if (chosen !== undefined) return placeOf(rows, chosen)
  let best = -1
  let most = 1
  for (const [index, { cells }] of rows.slice(0, HEADER_ROWS).entries()) {
    const known = countKnownHeaders(cells)
    if (known > most) {
      most = known
      best = index
    }
  }
  if (best >= 0) return best
  const first = rows.findIndex(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  const cells = rows[first]?.cells.filter((cell) => cell.trim() !== '') ?? []
  return cells.length > 1 && !cells.some((cell) => NUMBER.test(cell)) ? first : -1
}

function placeOf(rows: readonly RawRow[], chosen: number): number {
  const place = rows.findIndex(({ rowNo }) => rowNo === chosen)
  if (place >= 0) return place
  const last = rows.at(-1)?.rowNo ?? 0
  throw new FileError(
    'UNREADABLE',
    chosen > last
      ? `header_row: there is no row ${chosen}, the last one is ${last}: choose another row, or 0 for none`
      : `header_row: the row ${chosen} has no cells: choose another row, or 0 for none`,
  )
}

/** The names of columns without headers: A, B … AA. */
export function columnLetter(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnLetter(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}
