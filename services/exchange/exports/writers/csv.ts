import { type Options, stringify } from 'csv-stringify/sync'
import { guardFormula } from '../../own-format/formula.ts'
import type { Cell } from '../cell.ts'

/** Marks a file as UTF-8 for spreadsheets that would take it for something else. */
export const BYTE_ORDER_MARK = '\ufeff'

/** Cells that readers would change or take apart without quotes; the library sees to delimiters and quotes. */
const FRAGILE = /^\s|[\r\n]|\s$/

/** Writes rows as CSV by RFC 4180. */
export class CsvWriter {
  readonly #options: Options

  /** @param width cells of a row. */
  constructor(width: number, delimiter: ',' | ';' = ',') {
    // A row of one empty cell would be an empty line, which readers pass over.
    const alone = width === 1 ? { quoted_empty: true } : {}
    this.#options = { delimiter, record_delimiter: '\r\n', quoted_match: FRAGILE, ...alone }
  }

  write(rows: readonly (readonly Cell[])[]): string {
    return stringify(
      rows.map((row) => row.map(toText)),
      this.#options,
    )
  }
}

function toText(cell: Cell): string {
  if (cell === null) return ''
  return typeof cell === 'string' ? guardFormula(cell) : String(cell)
}
