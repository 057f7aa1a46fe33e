import { OWN_FORMAT } from '../../own-format/format.ts'
import { joinOptionalList, joinPairs } from '../../own-format/lists.ts'
import { OWN_TABLES, type OwnTableName, ownTableOf } from '../../own-format/table-columns.ts'
import type { RawRow } from '../raw-table.ts'
import { demandVersion } from './raw-records.ts'

const NAMES: readonly OwnTableName[] = ['parts', 'stock']

/**
 * The table of a document, when it is our own export of parts or of stock: the same cells as its CSV file has. One that does
 * not say which is known by the names of its columns.
 *
 * @throws FileError for one of a newer version.
 */
export function tableOfJson(document: object): { headers: string[]; rows: RawRow[] } | null {
  const items: unknown = Reflect.get(document, 'rows')
  if (Reflect.get(document, 'format') !== OWN_FORMAT || !Array.isArray(items)) return null
  const objects = items.map((item: unknown) => (typeof item === 'object' && item !== null ? item : {}))
  const said: unknown = Reflect.get(document, 'export')
  const name = said === undefined ? ownTableOf(Object.keys(objects[0] ?? {})) : NAMES.find((each) => each === said)
  if (name === undefined || name === null) return null
  demandVersion(Reflect.get(document, 'version'))
  const headers = Object.keys(OWN_TABLES[name]).filter((column) => objects.some((item) => Object.hasOwn(item, column)))
  return {
    headers,
    rows: objects.map((item, index) => ({
      rowNo: index + 1,
      cells: headers.map((column) => cellOf(Object.hasOwn(item, column) ? Reflect.get(item, column) : null)),
    })),
  }
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (!Array.isArray(value)) return typeof value === 'object' ? JSON.stringify(value) : String(value)
  const texts = value.filter((each) => typeof each === 'string')
  return texts.length === value.length ? joinOptionalList(texts) : joinPairs(value.map(pairOf))
}

function pairOf(value: unknown): [name: string, value: string] {
  if (typeof value !== 'object' || value === null) return ['', String(value)]
  return [String(Reflect.get(value, 'seller')), String(Reflect.get(value, 'number'))]
}
