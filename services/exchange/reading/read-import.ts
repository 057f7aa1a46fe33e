import { assignColumns, type ColumnChoice } from './columns/assign-columns.ts'
import type { ColumnSource } from './columns/column.ts'
import { FIELDS } from './columns/fields.ts'
import { FileError } from './failure.ts'
import { readFile } from './formats/read-file.ts'
import type { ImportKind } from './kinds.ts'
import { MAX_COLUMNS, MAX_ROWS, MAX_SHEET_CELL, MAX_TEXT_CELL } from './limits.ts'
import { readOwnInventory } from './own/read-own-inventory.ts'
import type { RawTable } from './raw-table.ts'
import type { HeaderMapping, ReadChoices, ReadResult, ReadRow } from './read-result.ts'
import { fieldOf, findMapping } from './recognise/find-mapping.ts'
import { orderFacts } from './recognise/order-facts.ts'
import { type RecognisedKind, recogniseKind } from './recognise/recognise-kind.ts'
import { refusePlacements } from './recognise/refuse-placements.ts'
import { sellerOfFile } from './recognise/seller-of-file.ts'
import { shapeOf } from './recognise/shape.ts'
import { splitTable } from './recognise/split-table.ts'
import type { Table } from './recognise/table.ts'
import { checkDesignators } from './values/check-rows.ts'
import { decideDates } from './values/dates.ts'
import { decideMarks } from './values/decimal-marks.ts'
import { currencyOfFile } from './values/file-currency.ts'
import { readRow } from './values/read-row.ts'
import type { RowContext } from './values/row-context.ts'

/**
 * Reads a file: its text, its table, what it is a list of, its columns, and the values of its rows. Nothing is looked up.
 *
 * @param fileName the name as it was uploaded; only seldom it says what the bytes do not.
 * @throws FileError when it cannot be read.
 */
export async function readImport(bytes: Uint8Array, fileName: string, choices: ReadChoices = {}): Promise<ReadResult> {
  const raw = await readFile(bytes, choices)
  if (raw.own !== undefined && (choices.kind === undefined || choices.kind === 'inventory')) {
    return readOwnInventory(raw, raw.own)
  }
  if (choices.kind === 'inventory') {
    throw new FileError('NOT_IMPORTABLE', 'This is no export of the whole inventory of this service as JSON or XLSX')
  }
  const table = splitTable(raw, choices.headerRow)
  checkSize(table)
  refusePlacements(table)
  const mapping = findMapping(table.headers, choices.mappings ?? [])
  const recognised = recognise(raw, table, fileName, choices, mapping)
  const columns = assignColumns(table, recognised.kind, [...mappingChoices(table, mapping), ...columnChoices(choices)])
  const context = contextOf({ raw, table, columns, recognised, fileName, choices })
  const rows = context === null ? table.rows.map(unread) : readRows(raw, table, context, choices)
  if (context?.kind === 'bom') checkDesignators(rows)
  return {
    detected: {
      format: raw.format,
      encoding: raw.encoding,
      delimiter: raw.delimiter,
      decimal: context?.numbers.decimal ?? choices.decimal ?? '.',
      header_row: table.headerRow,
      sheet: raw.sheet,
      sheets: raw.sheets,
      currency: shownCurrency(context, rows),
      seller: context?.seller ?? null,
      order_number: context === null ? null : (context.orderNumber ?? orderNumberOfRows(context.kind, rows)),
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
    context,
    rows,
  }
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
    ? { kind: 'cart', seller: null, confidence: 0.8, reasons: ['a number and a quantity on each line'] }
    : recogniseKind(shapeOf(table, fileName, raw.delimiter))
  const chosen = kind ?? mapping?.kind
  if (chosen === undefined) return found
  // Who names a kind is believed; the seller is still that of the headers.
  return { kind: chosen, seller: found.seller, confidence: 1, reasons: [] }
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
    longestCell: isSheet ? MAX_SHEET_CELL : MAX_TEXT_CELL,
  }
}

function readRows(raw: RawTable, table: Table, context: RowContext, { overrides = [] }: ReadChoices): ReadRow[] {
  const given = new Map(overrides.map((each) => [each.rowNo, each]))
  return table.rows.map((row, index) => {
    const override = given.get(row.rowNo)
    const isSame = override !== undefined && override.cells.join('\0') === row.cells.join('\0')
    const { fields, problems } = readRow(row, context, isSame ? override.fields : {})
    if (index === 0 && raw.encodingGuessed) {
      problems.warn('ENCODING_GUESSED', null, `The file was read as ${raw.encoding}: check its letters`)
    }
    return { rowNo: row.rowNo, cells: row.cells, section: row.section, fields, ...problems.lists() }
  })
}

function unread({ rowNo, cells, section }: Table['rows'][number]): ReadRow {
  return { rowNo, cells, section, fields: {}, errors: [], warnings: [] }
}

/** The one currency of the rows. */
function shownCurrency(context: RowContext | null, rows: readonly ReadRow[]): string | null {
  if (context === null || context.kind === 'bom') return null
  const currencies = new Set(rows.flatMap(({ fields }) => fields.currency ?? []))
  const [only] = currencies
  return currencies.size === 1 && only !== undefined ? only : null
}

function orderNumberOfRows(kind: ImportKind, rows: readonly ReadRow[]): string | null {
  if (kind !== 'order') return null
  const numbers = new Set(rows.flatMap(({ fields }) => fields.order_number ?? []))
  const [only] = numbers
  return numbers.size === 1 && only !== undefined ? only : null
}
