import { type CellObject, read, SSF, type WorkSheet } from '@e965/xlsx'
import { FileError } from '../failure.ts'
import { MAX_CELLS, MAX_COLUMNS, MAX_FILLED_ROWS } from '../limits.ts'
import type { CellMark, FormatChoices, RawRow, RawTable } from '../raw-table.ts'
import { chooseSheet } from './choose-sheet.ts'
import { tooManyRows } from './demand-room.ts'
import { plainNumber } from './plain-number.ts'
import { dayOfSerial } from './xlsx/date-formats.ts'

/** The stream that holds a workbook under a password, as its directory names it: UTF-16. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le')
/** The streams that hold a workbook, as the directories of old and very old files name them. */
const WORKBOOKS = ['Workbook', 'Book'].map((name) => Buffer.from(name, 'utf16le'))
const VISIBLE = 0

/**
 * The rows of a workbook in the binary form of old spreadsheets, which a distributor still sends.
 *
 * @throws FileError when it cannot be read.
 */
export function readXls(bytes: Uint8Array, { sheet }: FormatChoices): RawTable {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.includes(ENCRYPTED)) throw encrypted()
  if (!WORKBOOKS.some((name) => buffer.includes(name))) {
    throw new FileError('NOT_IMPORTABLE', 'This is an old Office file and no workbook: save the list as CSV or XLSX')
  }
  const book = parse(buffer)
  const is1904 = book.Workbook?.WBProps?.date1904 === true
  const sheets = book.SheetNames.map((name, index) => {
    const isVisible = (book.Workbook?.Sheets?.[index]?.Hidden ?? VISIBLE) === VISIBLE
    return { name, isVisible, rows: rowsOf(book.Sheets[name], is1904) }
  })
  return { format: 'xls', encoding: null, encodingGuessed: false, delimiter: null, ...chooseSheet(sheets, sheet) }
}

function encrypted(): FileError {
  return new FileError('ENCRYPTED', 'The file is protected by a password: save it without')
}

function parse(buffer: Buffer) {
  try {
    return read(buffer, {
      type: 'buffer',
      dense: true,
      sheetRows: MAX_FILLED_ROWS + 1,
      cellNF: true,
      cellFormula: true,
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 200) : ''
    if (/password|encrypt/i.test(reason)) throw encrypted()
    // What the program stumbled over in its own variables says nothing of the file.
    const isOfFile = error instanceof Error && error.constructor === Error && reason !== ''
    const cause = isOfFile ? `: ${reason.replace(/[.\s]+$/, '')}` : ', or its end is missing'
    throw new FileError('UNREADABLE', `The file is damaged, or no workbook${cause}. Save it as XLSX or CSV`)
  }
}

function rowsOf(sheet: WorkSheet | undefined, is1904: boolean): RawRow[] {
  const data: (CellObject | undefined)[][] = sheet?.['!data'] ?? []
  if (data.length > MAX_FILLED_ROWS) throw tooManyRows('sheet')
  const rows: RawRow[] = []
  let count = 0
  for (const [index, line] of data.entries()) {
    if (line === undefined) continue
    if (line.length > MAX_COLUMNS)
      throw new FileError('TOO_MANY_COLUMNS', `The sheet has more than ${MAX_COLUMNS} columns`)
    count += line.length
    if (count > MAX_CELLS) throw new FileError('TOO_MANY_CELLS', `The sheet has more than ${MAX_CELLS} cells`)
    const marks: CellMark[] = []
    const cells = Array.from(line, (cell, column) => {
      if (cell === undefined) return ''
      if (cell.t === 'e') marks.push({ index: column, code: 'ERROR_CELL' })
      else if (cell.f !== undefined) marks.push({ index: column, code: 'FORMULA_CELL' })
      return textOf(cell, is1904)
    })
    if (cells.every((cell) => cell.trim() === '') && marks.length === 0) continue
    rows.push(marks.length > 0 ? { rowNo: index + 1, cells, marks } : { rowNo: index + 1, cells })
  }
  return rows
}

function textOf({ t, v, z }: CellObject, is1904: boolean): string {
  if (t === 'e' || t === 'z' || v === undefined) return ''
  if (t === 'n' && typeof v === 'number') {
    const isDate = z !== undefined && SSF.is_date(z)
    return (isDate ? dayOfSerial(v, is1904) : null) ?? plainNumber(String(v))
  }
  return v instanceof Date ? v.toISOString().slice(0, 10) : String(v)
}
