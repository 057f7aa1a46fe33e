import { guardFormula } from '../../own-format/formula.ts'
import type { Cell } from '../cell.ts'

/** Marks a file as UTF-8 for spreadsheets that would take it for something else. */
export const BYTE_ORDER_MARK = '\ufeff'

const LINE_END = '\r\n'
/** Cells that readers would change or take apart without quotes, by the delimiter. */
const FRAGILE = { ',': /[",\r\n]|^\s|\s$/, ';': /[";\r\n]|^\s|\s$/ } as const

/** Writes rows as CSV by RFC 4180. */
export class CsvWriter {
  readonly #delimiter: keyof typeof FRAGILE
  readonly #fragile: RegExp
  /** A row of one empty cell would be an empty line, which readers pass over. */
  readonly #empty: string

  /** @param width cells of a row. */
  constructor(width: number, delimiter: keyof typeof FRAGILE = ',') {
    this.#delimiter = delimiter
    this.#fragile = FRAGILE[delimiter]
    this.#empty = width === 1 ? '""' : ''
  }

  /** Each row with its line end. */
  write(rows: readonly (readonly Cell[])[]): string {
    let text = ''
    for (const row of rows) {
      let separator = ''
      for (const cell of row) {
        text += separator + this.#toText(cell)
        separator = this.#delimiter
      }
      text += LINE_END
    }
    return text
  }

  #toText(cell: Cell): string {
    if (cell === null || cell === '') return this.#empty
    if (typeof cell !== 'string') return String(cell)
    const text = guardFormula(cell)
    return this.#fragile.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
}
