import { countKnownHeaders } from '../columns/known-headers.ts'
import { HEADER_ROWS } from '../limits.ts'
import type { RawRow } from '../raw-table.ts'

const NUMBER = /^\s*[-+]?\d[\d.,' ]*\s*$/

/**
 * Where the header row is: the first row with most known headers, at least two; else the first row when it holds no
 * number.
 *
 * @param chosen the number of the row that a person has named; 0: the file has none.
 * @returns the place in `rows`; -1 when there is no header.
 */
export function findHeader(rows: readonly RawRow[], chosen: number | undefined): number {
  if (chosen !== undefined) return rows.findIndex(({ rowNo }) => rowNo === chosen)
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

/** The names of columns without headers: A, B … AA. */
export function columnLetter(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnLetter(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}
