import { FileError } from '../failure.ts'
import { MAX_FILLED_ROWS, MAX_LINES, MAX_ROWS } from '../limits.ts'
import type { RawRow } from '../raw-table.ts'

/** @returns the refusal of a file with more rows than are read. */
export function tooManyRows(what = 'file'): FileError {
  return new FileError('TOO_MANY_ROWS', `The ${what} has more than ${MAX_ROWS} rows: split it into several files`)
}

/**
 * What to call after each row that is added to `rows`. Blank lines have a limit of their own, so that a file of them is
 * refused and does not fill the memory.
 *
 * @throws FileError for the first row beyond what is read.
 */
export function demandRoom(rows: readonly RawRow[]): () => void {
  let seen = 0
  let filled = 0
  return () => {
    // Most files are shorter, and nothing of them is counted.
    if (rows.length <= MAX_FILLED_ROWS) return
    for (; seen < rows.length; seen++) if (rows[seen]?.cells.some((cell) => cell.trim() !== '')) filled++
    if (filled > MAX_FILLED_ROWS) throw tooManyRows()
    if (rows.length > MAX_LINES) {
      const message = `The file has more than ${MAX_LINES} lines, blank ones among them: at most ${MAX_ROWS} rows are read`
      throw new FileError('TOO_MANY_ROWS', message)
    }
  }
}
