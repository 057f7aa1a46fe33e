import { unguardFormula } from '../../own-format/formula.ts'
import { splitOptionalList, splitPairs } from '../../own-format/lists.ts'
import { OWN_TABLES, type OwnColumn, type OwnTableName } from '../../own-format/table-columns.ts'
import type { OwnTableRow } from '../../own-format/table-rows.ts'
import { FIELDS } from '../columns/fields.ts'
import { FileError } from '../failure.ts'
import { MAX_ROWS } from '../limits.ts'
import type { RawRow, RawTable } from '../raw-table.ts'
import type { ReadResult, ReadRow } from '../read-result.ts'
import { checkRecord, checkStockRow } from './check-record.ts'
import { isFilled, type OwnTable } from './find-own-table.ts'

const WHOLE_NUMBER = /^-?\d{1,15}$/
const SAMPLES = 3
const LONGEST_SAMPLE = 200

/** Reads an export of the parts or the stock of this service by the names of its columns, all of them. */
export function readOwnTable(raw: RawTable, { name, header, columns }: OwnTable): ReadResult {
  const lines = raw.rows.filter((row) => row !== header && row.rowNo > header.rowNo && isFilled(row))
  if (lines.length === 0) throw new FileError('EMPTY', 'The export holds no row')
  if (lines.length > MAX_ROWS) {
    throw new FileError('TOO_MANY_ROWS', `The file has ${lines.length} rows, at most ${MAX_ROWS} are read`)
  }
  // Only text files guard what looks like a formula.
  const cellOf = raw.format === 'csv' ? unguardFormula : (cell: string) => cell
  const rows = lines.map((line) => rowOf(name, columns, { ...line, cells: line.cells.map(cellOf) }))
  const { format, encoding, delimiter, sheet, sheets } = raw
  return {
    detected: {
      format,
      encoding,
      delimiter,
      decimal: '.',
      header_row: header.rowNo,
      sheet,
      sheets,
      currency: null,
      seller: null,
      order_number: null,
      skipped: [],
    },
    kind: 'inventory',
    confidence: 1,
    reasons: [`the columns of the export ${name} of this service`],
    columns: columns.map((column, index) => ({
      index,
      header: column,
      field: FIELDS.find((field) => field === column) ?? null,
      confidence: 1,
      samples: lines.slice(0, SAMPLES).map(({ cells }) => (cells[index] ?? '').slice(0, LONGEST_SAMPLE)),
    })),
    mappingId: null,
    options: {},
    context: null,
    rows,
  }
}

function rowOf(name: OwnTableName, columns: string[], { rowNo, cells }: RawRow): ReadRow {
  const kinds: Readonly<Record<string, OwnColumn>> = OWN_TABLES[name]
  const values = new Map(
    columns.map((column, index) => [column, readCell(kinds[column] ?? 'text', cells[index] ?? '')]),
  )
  // A column that the file does not have is empty.
  const data = Object.fromEntries(
    Object.entries(kinds).map(([column, kind]) => [column, values.get(column) ?? readCell(kind, '')]),
  )
  const common = { rowNo, cells, section: 0 }
  if (name === 'stock') {
    const { row, problems } = checkStockRow(data)
    if (row === null) return { ...common, fields: {}, ...problems.lists() }
    const own: OwnTableRow = { table: 'stock', columns, data: row }
    return { ...common, fields: { own_row: own, key: row.key, quantity: row.qty }, ...problems.lists() }
  }
  const { record, problems } = checkRecord({ section: 'parts', data: { ...data, seller_links: [], stock: [] } })
  if (record?.section !== 'parts') return { ...common, fields: {}, ...problems.lists() }
  const own: OwnTableRow = { table: 'parts', columns, data: record.data }
  return { ...common, fields: { own_row: own, key: record.data.key }, ...problems.lists() }
}

function readCell(kind: OwnColumn, cell: string): unknown {
  if (kind === 'filledText') return cell
  if (kind === 'list') return splitOptionalList(cell)
  if (kind === 'numbers') {
    const none = { link: null, min_quantity: null, multiple: null }
    return splitPairs(cell).map(([seller, number]) => ({ seller, number, ...none }))
  }
  if (cell === '') return null
  return kind === 'number' && WHOLE_NUMBER.test(cell) ? Number(cell) : cell
}
