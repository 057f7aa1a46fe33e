import { FileError } from '../../failure.ts'
import { MAX_CELLS, MAX_FILLED_ROWS } from '../../limits.ts'
import type { CellMark, RawRow } from '../../raw-table.ts'
import { tooManyRows } from '../demand-room.ts'
import { plainNumber } from '../plain-number.ts'
import { columnOf } from './cell-address.ts'
import { dayOfSerial } from './date-formats.ts'
import { MergedCells } from './merged-cells.ts'
import { unescapeLetters } from './shared-strings.ts'
import { readXml } from './xml.ts'
import type { Zip } from './zip.ts'

const MAX_ROW_NO = 1_048_576

/** What the cells of a sheet refer to. */
export interface SheetContext {
  strings: readonly string[]
  dateStyles: readonly boolean[]
  is1904: boolean
}

interface OpenCell {
  column: number
  type: string
  style: number
  value: string
  hasFormula: boolean
}

/** Collects the rows of one sheet. The size that the sheet declares is not used: it is often wrong. */
export class SheetRows {
  readonly rows: RawRow[] = []
  readonly #context: SheetContext
  readonly #merged = new MergedCells()
  #rowNo = 0
  #row: RawRow | null = null
  #cell: OpenCell | null = null
  #takesText = false
  #cells = 0
  #nextColumn = 0

  constructor(context: SheetContext) {
    this.#context = context
  }

  async read(zip: Zip, path: string): Promise<void> {
    await readXml(zip, path, {
      open: ({ name, attributes }) => {
        if (name === 'row') this.#openRow(attributes.r)
        else if (name === 'c') this.#openCell(attributes)
        else if (name === 'f' && this.#cell) this.#cell.hasFormula = true
        else if ((name === 'v' || name === 't') && this.#cell) this.#takesText = true
        else if (name === 'rPh') this.#takesText = false
        else if (name === 'mergeCell') this.#merged.add(attributes.ref)
      },
      text: (text) => {
        if (this.#takesText && this.#cell) this.#cell.value += text
      },
      close: (name) => {
        if (name === 'v' || name === 't') this.#takesText = false
        else if (name === 'c') this.#closeCell()
        else if (name === 'row') this.#closeRow()
      },
    })
    this.#merged.clearCovered(this.rows)
  }

  #openRow(number: string | undefined): void {
    const rowNo = number === undefined ? this.#rowNo + 1 : Number(number)
    if (!Number.isInteger(rowNo) || rowNo <= this.#rowNo || rowNo > MAX_ROW_NO) {
      const found = String(number).slice(0, 20)
      throw new FileError(
        'UNREADABLE',
        `The rows of the sheet are not in order: a row with the number ${found} follows row ${this.#rowNo}. Save the file anew`,
      )
    }
    this.#rowNo = rowNo
    this.#row = { rowNo, cells: [] }
    this.#nextColumn = 0
  }

  #openCell({ r, t, s }: Readonly<Record<string, string>>): void {
    if (++this.#cells > MAX_CELLS) throw new FileError('TOO_MANY_CELLS', `The sheet has more than ${MAX_CELLS} cells`)
    const column = r === undefined ? this.#nextColumn : columnOf(r)
    this.#nextColumn = column + 1
    this.#cell = { column, type: t ?? 'n', style: Number(s ?? 0), value: '', hasFormula: false }
  }

  #closeCell(): void {
    const cell = this.#cell
    const row = this.#row
    this.#cell = null
    if (cell === null || row === null) return
    const value = this.#valueOf(cell)
    const code = markOf(cell)
    if (code !== null) {
      const marks: CellMark[] = row.marks ?? []
      marks.push({ index: cell.column, code })
      row.marks = marks
    }
    if (value === '') return
    while (row.cells.length <= cell.column) row.cells.push('')
    row.cells[cell.column] = value
  }

  #valueOf({ type, value, style }: OpenCell): string {
    switch (type) {
      case 's': {
        const text = this.#context.strings[Number(value)]
        if (text === undefined) throw new FileError('UNREADABLE', `The sheet refers to a text that is not in the file`)
        return text
      }
      case 'b':
        return value === '1' ? 'true' : 'false'
      case 'e':
        return ''
      case 'n':
        return value !== '' && this.#context.dateStyles[style] ? this.#dateOf(value) : plainNumber(value)
      default:
        return unescapeLetters(value)
    }
  }

  #dateOf(value: string): string {
    return dayOfSerial(Number(value), this.#context.is1904) ?? value
  }

  #closeRow(): void {
    const row = this.#row
    this.#row = null
    // Blank rows are not kept: a sheet may have a million of them.
    if (row === null || (row.cells.every((cell) => cell.trim() === '') && row.marks === undefined)) return
    this.rows.push(row)
    if (this.rows.length > MAX_FILLED_ROWS) throw tooManyRows('sheet')
  }
}

function markOf({ type, hasFormula }: OpenCell): CellMark['code'] | null {
  if (type === 'e') return 'ERROR_CELL'
  return hasFormula ? 'FORMULA_CELL' : null
}
