import type { Field } from '../columns/fields.ts'
import { foldHeader } from '../columns/fold-header.ts'
import { knownHeader } from '../columns/known-headers.ts'
import type { RawRow, RawTable } from '../raw-table.ts'
import { splitDesignators } from '../values/designators.ts'
import { columnLetter, findHeader } from './find-header.ts'
import { IDENTIFYING, isFooter, isNameOfPart } from './footer.ts'
import { isSellerLine } from './seller-line.ts'
import type { DataRow, SkippedRow, Table } from './table.ts'

const PART_NUMBER = /^(?=\S*\d)(?=\S*[A-Za-z\d])\S{3,}$/
/** Fields that name a part even where their cell stands alone. */
const ALONE: ReadonlySet<Field> = new Set(['key', 'mpn', 'seller_number', 'designators'])

/**
 * Finds the table of a file: its header, its rows of data, and the rows that are none.
 *
 * @param headerRow the number of the header row that a person has named; 0: there is none.
 */
export function splitTable(raw: RawTable, headerRow: number | undefined): Table {
  const at = raw.headers ? -1 : findHeader(raw.rows, headerRow)
  const header = raw.rows[at]
  const headers = raw.headers ?? headersOf(header, raw.rows)
  const isSheet = raw.format === 'xlsx' || raw.format === 'xls' || raw.format === 'json'
  const splitter = new Splitter(headers, header?.cells, { tellsBlank: !isSheet, hasTitles: raw.format !== 'json' })
  for (const row of raw.rows.slice(0, Math.max(at, 0))) splitter.addPreamble(row)
  for (const row of raw.rows.slice(at + 1)) splitter.add(row)
  return splitter.finish(header?.rowNo ?? 0)
}

function headersOf(header: RawRow | undefined, rows: readonly RawRow[]): string[] {
  if (header) return header.cells.map((cell) => cell.trim())
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  return Array.from({ length: width }, (_, index) => columnLetter(index))
}

class Splitter {
  readonly #headers: string[]
  readonly #folded: string[]
  readonly #fields: (Field | null)[]
  readonly #hasComments: boolean
  /** Text files are edited line by line, so their blank lines are told of. */
  readonly #tellsBlank: boolean
  /** People write titles between the rows of a table. In a list of objects each one is a row, however little it says. */
  readonly #hasTitles: boolean
  /** Columns that name a part. */
  readonly #identifying: number[]
  /** Where the header has its first name, and the letter that this begins with. */
  readonly #firstNamed: number
  readonly #firstLetter: string
  readonly #mayRepeat: boolean
  readonly #rows: DataRow[] = []
  readonly #skipped: SkippedRow[] = []
  readonly #preamble: RawRow[] = []
  #subHeaders: string[] = []
  #section = 0
  #isFirst = true

  constructor(
    headers: string[],
    headerCells: string[] | undefined,
    { tellsBlank, hasTitles }: { tellsBlank: boolean; hasTitles: boolean },
  ) {
    this.#headers = headers
    this.#folded = headers.map((each) => foldHeader(each).name)
    this.#fields = this.#folded.map((name) => knownHeader(name)?.field ?? null)
    this.#identifying = this.#fields.flatMap((field, index) =>
      field !== null && IDENTIFYING.has(field) ? [index] : [],
    )
    this.#hasComments = !headerCells?.[0]?.trimStart().startsWith('#')
    this.#tellsBlank = tellsBlank
    this.#hasTitles = hasTitles
    this.#firstNamed = Math.max(
      this.#folded.findIndex((name) => name !== ''),
      0,
    )
    this.#firstLetter = letterOf(headers[this.#firstNamed])
    this.#mayRepeat = this.#folded.filter((name) => name !== '').length >= 2
  }

  addPreamble(row: RawRow): void {
    if (isBlank(row)) this.#skipBlank(row)
    else {
      this.#preamble.push(row)
      this.#skip(row, 'preamble')
    }
  }

  add(row: RawRow): void {
    if (!this.#isFirst && this.#isPlainData(row)) {
      this.#push(row)
      return
    }
    const filled = row.cells.flatMap((cell, index) =>
      cell.trim() === '' ? [] : [{ text: cell, index, field: this.#fields[index] ?? null }],
    )
    const isFirst = this.#isFirst
    this.#isFirst = false
    if (filled.length === 0 && row.marks === undefined) this.#skipBlank(row)
    else if (this.#repeatsHeader(row)) this.#startSection(row, 'repeated_header')
    else if (isFirst && isSellerLine(filled, this.#folded)) {
      this.#subHeaders = row.cells.map((cell) => cell.trim())
      this.#skip(row, 'repeated_header')
    } else if (this.#hasComments && row.cells[0]?.trimStart().startsWith('#')) this.#skip(row, 'comment')
    else if (isFooter(filled)) this.#skip(row, 'footer')
    else if (this.#hasTitles && isSectionTitle(filled, this.#headers.length)) this.#startSection(row, 'section')
    else this.#push(row)
  }

  /** Whether a row names a part and holds something else as well, as most rows do. */
  #isPlainData({ cells }: RawRow): boolean {
    const isNamed = this.#identifying.some((index) => {
      const text = cells[index]
      return text !== undefined && isNameOfPart(text)
    })
    if (!isNamed || (this.#hasComments && cells[0]?.trimStart().startsWith('#')) || this.#repeatsHeader({ cells })) {
      return false
    }
    let filled = 0
    for (const cell of cells) if (cell.trim() !== '' && ++filled > 1) return true
    return false
  }

  #push({ rowNo, cells, marks }: RawRow): void {
    const row: DataRow = { rowNo, cells, section: this.#section }
    if (marks !== undefined) row.marks = marks
    this.#rows.push(row)
  }

  finish(headerRow: number): Table {
    const repeated = this.#repeatedSections()
    const rows = this.#rows.filter((row) => {
      if (!repeated.has(row.section)) return true
      this.#skip(row, 'repeated_table')
      return false
    })
    this.#skipped.sort((a, b) => a.row_no - b.row_no)
    return {
      headerRow,
      headers: this.#namedHeaders(rows),
      subHeaders: this.#subHeaders,
      preamble: this.#preamble,
      rows,
      skipped: this.#skipped,
    }
  }

  /** Columns at the end that have no name and no value come from a delimiter at the end of the lines. */
  #namedHeaders(rows: readonly DataRow[]): string[] {
    const headers = [...this.#headers]
    const isEmpty = (index: number) => !rows.some(({ cells }) => (cells[index] ?? '').trim() !== '')
    while (headers.length > 0 && headers.at(-1) === '' && isEmpty(headers.length - 1)) headers.pop()
    return headers
  }

  #repeatsHeader({ cells }: Pick<RawRow, 'cells'>): boolean {
    // Most rows differ from the header in the first letter that it has.
    if (!this.#mayRepeat || letterOf(cells[this.#firstNamed]) !== this.#firstLetter) return false
    return this.#folded.every((name, index) => name === foldHeader(cells[index] ?? '').name)
  }

  #startSection(row: RawRow, reason: SkippedRow['reason']): void {
    this.#section++
    this.#skip(row, reason)
  }

  #skipBlank(row: RawRow): void {
    if (this.#tellsBlank) this.#skip(row, 'blank')
  }

  #skip({ rowNo }: RawRow, reason: SkippedRow['reason']): void {
    this.#skipped.push({ row_no: rowNo, reason })
  }

  /** A later table with exactly the designators of an earlier one is the same list again. */
  #repeatedSections(): Set<number> {
    const column = this.#fields.indexOf('designators')
    const repeated = new Set<number>()
    if (column < 0 || this.#section === 0) return repeated
    const names = new Map<number, Set<string>>()
    for (const { section, cells } of this.#rows) {
      const set = names.get(section) ?? new Set()
      for (const name of splitDesignators(cells[column] ?? '')) set.add(name)
      names.set(section, set)
    }
    const seen = new Set<string>()
    for (const [section, set] of names) {
      const list = [...set].sort().join('\n')
      if (list === '') continue
      if (seen.has(list)) repeated.add(section)
      seen.add(list)
    }
    return repeated
  }
}

function letterOf(text: string | undefined): string {
  return text?.trimStart().charAt(0).normalize('NFKC').toLowerCase() ?? ''
}

function isBlank({ cells, marks }: RawRow): boolean {
  return marks === undefined && cells.every((cell) => cell.trim() === '')
}

/** One filled cell alone, and it is no part number. */
function isSectionTitle(filled: readonly { text: string; field: Field | null }[], width: number): boolean {
  const [only] = filled
  if (only === undefined || filled.length > 1 || width < 2) return false
  return !(only.field !== null && ALONE.has(only.field) && PART_NUMBER.test(only.text.trim()))
}
