import type { Field } from './fields.ts'
import { foldHeader } from './fold-header.ts'
import { knownHeader } from './known-headers.ts'

/** A column that comes from a list inside of the objects of a JSON file: `lots.2.amount`. */
export interface ListedHeader {
  /** The object of the list: what has the same belongs together, `lots.2`. */
  item: string
  /** The name of the list, folded. */
  list: string
  /** The name of the value, folded. */
  name: string
  field: Field
  /** Of several columns for one field of an object the one with the least rank is read. */
  rank: number
}

const LISTED = /^([^.]+)\.(\d+)\.(.+)$/
const INNER_LIST = /\.\d+(?:\.|$)/
const ENDING = / (?:name|full path|path|title)$/
/** What the objects of such lists are read for: places with pieces, and numbers of sellers. */
const FIELDS: ReadonlySet<Field> = new Set(['quantity', 'place', 'seller', 'seller_number'])
/** Names that mean something only inside of a list. */
const OWN_NAMES: Readonly<Record<string, Field>> = {
  supplierpartnr: 'seller_number',
  'order no': 'seller_number',
  ordernumber: 'seller_number',
  no: 'seller_number',
  path: 'place',
  'full path': 'place',
}

/** @returns null for a column of another kind, and for values of such lists that are not read. */
export function listedHeader(header: string): ListedHeader | null {
  const [, list = '', place, path = ''] = LISTED.exec(header) ?? []
  if (place === undefined || INNER_LIST.test(path)) return null
  const name = foldHeader(path).name
  const field = fieldOfPath(name)
  if (field === null || !FIELDS.has(field)) return null
  const rank = /path$/.test(name) ? 0 : ENDING.test(name) ? 1 : 2
  return { item: `${list}.${place}`, list: foldHeader(list).name, name, field, rank }
}

/** The field that the name of a value in an object names: as a whole, or without what names a part of it. */
export function fieldOfPath(name: string): Field | null {
  const whole = OWN_NAMES[name] ?? knownHeader(name)?.field ?? null
  return whole ?? (ENDING.test(name) ? (knownHeader(name.replace(ENDING, ''))?.field ?? null) : null)
}
