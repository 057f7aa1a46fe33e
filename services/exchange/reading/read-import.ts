import { assignColumns, type ColumnChoice } from './columns/assign-columns.ts'
import type { ColumnSource } from './columns/column.ts'
import { FIELDS } from './columns/fields.ts'
import { FileError } from './failure.ts'
import { readFile } from './formats/read-file.ts'
import { MAX_COLUMNS, MAX_ROWS, MAX_SHEET_CELL, MAX_TEXT_CELL } from './limits.ts'
import { findOwnTable } from './own/find-own-table.ts'
import type { RawTable } from './raw-table.ts'
import type { HeaderMapping, ReadChoices, ReadResult, ReadRow } from './read-result.ts'
import { fieldOf, findMapping } from './recognise/find-mapping.ts'
import { orderFacts } from './recognise/order-facts.ts'
import { type RecognisedKind, recogniseKind } from './recognise/recognise-kind.ts'
import { refusePlacements } from './recognise/refuse-placements.ts'
import { sellerOfFile } from './recognise/seller-of-file.ts'
import { shapeOf } from './recognise/shape.ts'
import { splitTable } from './recognise/split-table.ts'
import type { DataRow, Table } from './recognise/table.ts'
import { DesignatorCheck } from './values/check-rows.ts'
import { decideDates } from './values/dates.ts'
import { decideMarks } from './values/decimal-marks.ts'
import { currencyOfFile } from './values/file-currency.ts'
import { readRow } from './values/read-row.ts'
import type { RowContext } from './values/row-context.ts'

/** A file that has been opened: its rows are read one after another, and what is known of all of them comes last. */
export interface OpenedImport {
  rows: Iterable<ReadRow>
  /** Call it when all rows were read. */
  head: () => Omit<ReadResult, 'rows'>
}

/**
 * Reads a file: its text, its table, what it is a list of, its columns, and the values of its rows. Nothing is looked up.
 *
 * @param fileName the name as it was uploaded; only seldom it says what the bytes do not.
 * @throws FileError when it cannot be read.
 */
export async function readImport(bytes: Uint8Array, fileName: string, given: ReadChoices = {}): Promise<ReadResult> {
  const opened = await openImport(bytes, fileName, given)
  const rows = [...opened.rows]
  return { ...opened.head(), rows }
}

/** The same, so that not all rows are in memory with their values. @throws FileError when it cannot be read. */
export async function openImport(bytes: Uint8Array, fileName: string, given: ReadChoices = {}): Promise<OpenedImport> {
  const raw = await readFile(bytes, given)
  const { kind } = given
  if (raw.own !== undefined && (kind === undefined || kind === 'inventory')) {
    // What checks our own records is large, and most files are from elsewhere.
    const { readOwnInventory } = await import('./own/read-own-inventory.ts')
    return opened(readOwnInventory(raw, raw.own))
  }
  const ownTable = kind === undefined || kind === 'inventory' ? findOwnTable(raw) : null
  if (ownTable !== null) {
    const { readOwnTable } = await import('./own/read-own-table.ts')
    return opened(readOwnTable(raw, ownTable))
  }
  if (kind === 'inventory') {
    throw new FileError(
      'NOT_IMPORTABLE',
      'This is no export of this service: neither of the whole inventory as JSON or XLSX, nor of its parts or stock',
    )
  }
  return openTable(raw, fileName, given)
}

function opened({ rows, ...head }: ReadResult): OpenedImport {
  return { rows, head: () => head }
}

function openTable(raw: RawTable, fileName: string, given: ReadChoices): OpenedImport {
  const table = splitTable(raw, given.headerRow)
  // The rows of the table are enough from here on.
  raw.rows = []
  checkSize(table)
  refusePlacements(table)
  const mapping = findMapping(table.headers, given.mappings ?? [], given.kind)
  const choices: ReadChoices = { ...mapping?.says, ...given }
  const recognised = recognise(raw, table, fileName, choices, mapping)
  const columns = assignColumns(table, recognised.kind, [...mappingChoices(table, mapping), ...columnChoices(choices)])
  const context = contextOf({ raw, table, columns, recognised, fileName, choices })
  const facts = new RowFacts()
  return {
    rows: noted(context === null ? unreadRows(table) : readRows(raw, table, context, choices), facts),
    head: () => ({
      detected: {
        format: raw.format,
        encoding: raw.encoding,
        delimiter: raw.delimiter,
        decimal: context?.numbers.decimal ?? choices.decimal ?? '.',
        header_row: table.headerRow,
        sheet: raw.sheet,
        sheets: raw.sheets,
        currency: context === null || context.kind === 'bom' ? null : facts.currency,
        seller: context?.seller ?? null,
        order_number: context?.orderNumber ?? (context?.kind === 'order' ? facts.orderNumber : null),
        skipped: table.skipped,
      },
      kind: recognised.kind,
      confidence: recognised.confidence,
      reasons: recognised.reasons,
      columns: columns.map(({ index, header, field, confidence, samples }) => ({
        index,
        header,
        field,
        confidence,
        samples,
      })),
      mappingId: mapping?.id ?? null,
      options: recognised.options,
      context,
    }),
  }
}

/** What the rows have in common, while they are read. */
class RowFacts {
  readonly #currencies = new Set<string>()
  readonly #orderNumbers = new Set<string>()

  note({ fields: { currency, order_number: orderNumber } }: ReadRow): void {
    if (currency !== undefined) this.#currencies.add(currency)
    if (orderNumber !== undefined) this.#orderNumbers.add(orderNumber)
  }

  /** The one currency of the rows. */
  get currency(): string | null {
    return onlyOf(this.#currencies)
  }

  get orderNumber(): string | null {
    return onlyOf(this.#orderNumbers)
  }
}

function* noted(rows: Iterable<ReadRow>, facts: RowFacts): Generator<ReadRow> {
  for (const row of rows) {
    facts.note(row)
    yield row
  }
}

function onlyOf(values: ReadonlySet<string>): string | null {
  const [only] = values
  return values.size === 1 && only !== undefined ? only : null
}

function checkSize({ rows, headers }: Table): void {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), headers.length)
  if (width > MAX_COLUMNS)
    throw new FileError('TOO_MANY_COLUMNS', `The file has ${width} columns, at most ${MAX_COLUMNS} are read`)
  if (rows.length > MAX_ROWS)
    throw new FileError('TOO_MANY_ROWS', `The file has ${rows.length} rows, at most ${MAX_ROWS} are read`)
  if (rows.length === 0) throw new FileError('EMPTY', 'The file has no row of data')
}

function recognise(
  raw: RawTable,
  table: Table,
  fileName: string,
  { kind }: ReadChoices,
  mapping: HeaderMapping | null,
): RecognisedKind {
  const isPaste = raw.format === 'text' && raw.headers !== undefined
  const found: RecognisedKind = isPaste
    ? { kind: 'cart', seller: null, confidence: 0.8, reasons: ['a number and a quantity on each line'], options: {} }
    : recogniseKind(shapeOf(table, fileName, raw.delimiter))
  const chosen = kind ?? mapping?.kind
  if (chosen === undefined) return found
  // Who names a kind is believed; the seller is still that of the headers.
  const options = found.kind === chosen ? found.options : {}
  return { kind: chosen, seller: found.seller, confidence: 1, reasons: [], options }
}

function mappingChoices({ headers }: Table, mapping: HeaderMapping | null): ColumnChoice[] {
  if (mapping === null) return []
  return headers.flatMap((header, index) => {
    const field = fieldOf(mapping, header)
    return field === undefined ? [] : [{ index, field }]
  })
}

function columnChoices({ columns = [] }: ReadChoices): ColumnChoice[] {
  return columns.map(({ index, field }) => ({ index, field: FIELDS.find((name) => name === field) ?? null }))
}

interface ContextParts {
  raw: RawTable
  table: Table
  columns: ColumnSource[]
  recognised: RecognisedKind
  fileName: string
  choices: ReadChoices
}

function contextOf({ raw, table, columns, recognised, fileName, choices }: ContextParts): RowContext | null {
  const { kind } = recognised
  if (kind === null) return null
  const facts = orderFacts(kind, recognised.seller, table, fileName)
  const isSheet = raw.format === 'xlsx' || raw.format === 'xls'
  const numbers = decideMarks(table.rows, columns, raw.delimiter, choices.decimal)
  const currency = choices.currency ?? currencyOfFile(table.rows, columns)
  const dateColumns = columns.filter(({ field }) => field === 'order_date')
  const dates = dateColumns.flatMap(({ index }) => table.rows.map(({ cells }) => cells[index] ?? ''))
  return {
    kind,
    columns,
    numbers,
    dates: decideDates(dates, currency === 'USD'),
    currency,
    seller: choices.seller ?? sellerOfFile(kind, recognised.seller, columns, table.rows),
    orderNumber: choices.orderNumber ?? facts.orderNumber,
    orderDate: choices.orderDate ?? facts.orderDate,
    isDelimited: raw.format === 'csv',
    longestCell: isSheet ? MAX_SHEET_CELL : MAX_TEXT_CELL,
  }
}

function* readRows(
  raw: RawTable,
  table: Table,
  context: RowContext,
  { overrides = [] }: ReadChoices,
): Generator<ReadRow> {
  const given = new Map(overrides.map((each) => [each.rowNo, each]))
  const designators = context.kind === 'bom' ? new DesignatorCheck() : null
  let isFirst = true
  for (const row of taken(table.rows)) {
    const override = given.get(row.rowNo)
    const isSame = override !== undefined && override.cells.join('\0') === row.cells.join('\0')
    const { fields, problems } = readRow(row, context, isSame ? override.fields : {})
    if (isFirst && raw.encodingGuessed) {
      problems.warn('ENCODING_GUESSED', null, `The file was read as ${raw.encoding}: check its letters`)
    }
    isFirst = false
    const read = { rowNo: row.rowNo, cells: row.cells, section: row.section, fields, ...problems.lists() }
    designators?.check(read)
    yield read
  }
}

/** The rows of a table; each is let go of when the next one is taken. */
function* taken(rows: DataRow[]): Generator<DataRow> {
  rows.reverse()
  for (let row = rows.pop(); row !== undefined; row = rows.pop()) yield row
}

function* unreadRows(table: Table): Generator<ReadRow> {
  for (const { rowNo, cells, section } of taken(table.rows)) {
    yield { rowNo, cells, section, fields: {}, errors: [], warnings: [] }
  }
}
