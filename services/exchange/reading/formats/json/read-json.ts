import { FileError } from '../../failure.ts'
import { MAX_CELLS, MAX_COLUMNS, MAX_ROWS } from '../../limits.ts'
import { recordsOfJson } from '../../own/raw-records.ts'
import { tableOfJson } from '../../own/table-of-json.ts'
import type { RawTable } from '../../raw-table.ts'
import { flatten } from './flatten.ts'
import { parseInPieces } from './parse-in-pieces.ts'
import { surveyJson } from './survey-json.ts'

type JsonObject = Record<string, unknown>

/** Where objects keep their rows, in this order. */
const LISTS = ['parts', 'data', 'results']

/**
 * The rows of a JSON file: its list of objects, or the first one inside its object.
 *
 * @param kind what a person says that the file is.
 * @throws FileError when it is no JSON, too deep, or has no such list.
 */
export function readJson(text: string, encoding: string, kind?: string): RawTable {
  surveyJson(text)
  const value = parse(text)
  if (isObject(value) && 'Header' in value && JSON.stringify(value.Header).includes('GenerationSoftware')) {
    throw new FileError('NOT_IMPORTABLE', 'This is a Gerber job file')
  }
  const isOther = kind !== undefined && kind !== 'inventory'
  const own = isObject(value) && !isOther ? recordsOfJson(value) : null
  if (own !== null) return { ...table(encoding), rows: [], own }
  const ownTable = isObject(value) && !isOther ? tableOfJson(value) : null
  if (ownTable !== null) return { ...table(encoding), ...ownTable }
  const items = listOf(value)
  if (items === null) throw new FileError('UNREADABLE', 'The JSON holds no list of objects')
  if (items.length === 0) throw new FileError('EMPTY', 'The list of the file is empty')
  if (items.length > MAX_ROWS) throw new FileError('TOO_MANY_ROWS', `The list has more than ${MAX_ROWS} objects`)
  const flat = items.map((item) => flatten(isObject(item) ? item : { value: item }))
  const headers = headersOf(flat)
  return {
    ...table(encoding),
    headers,
    rows: flat.map((row, index) => ({ rowNo: index + 1, cells: headers.map((header) => row.get(header) ?? '') })),
  }
}

/** @throws FileError for more columns or cells than are read. */
function headersOf(rows: readonly ReadonlyMap<string, string>[]): string[] {
  const headers = new Set<string>()
  for (const row of rows) {
    for (const header of row.keys()) headers.add(header)
    if (headers.size > MAX_COLUMNS) {
      throw new FileError('TOO_MANY_COLUMNS', `The objects have more than ${MAX_COLUMNS} different keys`)
    }
  }
  if (headers.size * rows.length > MAX_CELLS) {
    throw new FileError('TOO_MANY_CELLS', `The list has more than ${MAX_CELLS} cells`)
  }
  return [...headers]
}

function table(encoding: string) {
  return { format: 'json', encoding, encodingGuessed: false, delimiter: null, sheet: null, sheets: [] } satisfies Omit<
    RawTable,
    'rows'
  >
}

function parse(text: string): unknown {
  try {
    return parseInPieces(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 200) : ''
    throw new FileError('UNREADABLE', `The file begins like JSON, and is none: ${reason}`)
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value
  if (!isObject(value)) return null
  const lists = [...LISTS.map((name) => value[name]), ...Object.values(value)]
  return lists.find((list): list is unknown[] => Array.isArray(list) && list.some(isObject)) ?? null
}
