import { MAX_CELLS, MAX_COLUMNS } from '../../limits.ts'
import type { RawRow } from '../../raw-table.ts'

/** Cells that are shown as one; rows from 1, columns from 0. */
interface Area {
  top: number
  left: number
  bottom: number
  right: number
}

const CORNERS = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/
/** A sheet with more of them is none that people made; the rest is read as it stands. */
const MOST_AREAS = 100_000

function columnNamed(letters: string): number {
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/**
 * Cells of a sheet that were merged. People see only the first cell of an area; the others may still hold what they held
 * before.
 */
export class MergedCells {
  readonly #areas: Area[] = []

  /** @param ref the corners of an area, as the sheet names them: `C2:C4`. */
  add(ref: string | undefined): void {
    const [, left = '', top, right = '', bottom] = CORNERS.exec(ref ?? '') ?? []
    if (top === undefined || this.#areas.length >= MOST_AREAS) return
    this.#areas.push({ top: Number(top), left: columnNamed(left), bottom: Number(bottom), right: columnNamed(right) })
  }

  /** Empties the cells that nobody sees. @param rows in their order. */
  clearCovered(rows: readonly RawRow[]): void {
    // Areas do not overlap in a sheet that a program made, so all of them together have no more cells than the sheet.
    let left = MAX_CELLS
    for (const area of this.#areas) {
      const last = Math.min(area.right, MAX_COLUMNS)
      for (let at = firstFrom(rows, area.top); at < rows.length && left > 0; at++, left--) {
        const row = rows[at]
        if (row === undefined || row.rowNo > area.bottom) break
        for (let column = area.left; column <= last && column < row.cells.length && left > 0; column++, left--) {
          if (row.rowNo !== area.top || column !== area.left) row.cells[column] = ''
        }
      }
    }
  }
}

/** The place of the first row with this number or a larger one. */
function firstFrom(rows: readonly RawRow[], rowNo: number): number {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle]?.rowNo ?? 0) < rowNo) low = middle + 1
    else high = middle
  }
  return low
}
