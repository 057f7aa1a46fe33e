import type { OwnRecord } from '../../own-format/records.ts'
import { FileError } from '../failure.ts'
import { MAX_ROWS } from '../limits.ts'
import type { RawTable } from '../raw-table.ts'
import type { ReadResult, ReadRow } from '../read-result.ts'
import { checkRecord } from './check-record.ts'
import type { RawRecord } from './raw-records.ts'

const HEADERS = ['section', 'name', 'description']

/** Reads an export of the whole inventory: each of its records is a row, numbered in the order of the sections. */
export function readOwnInventory(raw: RawTable, records: readonly RawRecord[]): ReadResult {
  if (records.length === 0) throw new FileError('EMPTY', 'The export holds no record')
  if (records.length > MAX_ROWS)
    throw new FileError('TOO_MANY_ROWS', `The file has ${records.length} records, at most ${MAX_ROWS} are read`)
  const rows = records.map((record, index) => rowOf(record, index + 1))
  return {
    detected: {
      format: raw.format,
      encoding: raw.encoding,
      delimiter: null,
      decimal: null,
      header_row: 0,
      sheet: raw.sheet,
      sheets: raw.sheets,
      currency: null,
      seller: null,
      order_number: null,
      skipped: [],
    },
    kind: 'inventory',
    confidence: 1,
    reasons: ['an export of the whole inventory of this service'],
    columns: HEADERS.map((header, index) => ({
      index,
      header,
      field: null,
      confidence: 1,
      samples: rows.slice(0, 3).map(({ cells }) => cells[index] ?? ''),
    })),
    mappingId: null,
    options: {},
    context: null,
    rows,
  }
}

function rowOf(raw: RawRecord, rowNo: number): ReadRow {
  const { record, problems } = checkRecord(raw)
  const cells = [raw.section, nameOf(raw.data), textOf(raw.data, 'description').slice(0, 1000)]
  const fields = record === null ? {} : { record, ...partFields(record) }
  return { rowNo, cells, section: 0, fields, ...problems.lists() }
}

function partFields(record: OwnRecord) {
  if (record.section !== 'parts') return {}
  const { key, stock } = record.data
  return { key, quantity: stock.reduce((sum, { qty }) => sum + qty, 0) }
}

/** What people know a record by. */
function nameOf(data: unknown): string {
  return (textOf(data, 'key') || textOf(data, 'name') || textOf(data, 'box_no')).slice(0, 255)
}

function textOf(data: unknown, name: string): string {
  const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, name) : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
