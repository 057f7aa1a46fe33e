import { type ImportKind, isPeer } from '../kinds.ts'
import type { Field } from './fields.ts'

/** What decides about a header that several fields have. */
export interface HeaderContext {
  kind: ImportKind
  /** Folded headers of the file. */
  names: ReadonlySet<string>
  /** Fields that other headers give without doubt. */
  fields: ReadonlySet<Field>
  /** Filled values of the column. */
  values: readonly string[]
}

type Rule = (context: HeaderContext) => Field | null

const PART_KEY = /^[A-Za-z]{4}$/
const SHIPPED = /^\d+\s+\p{L}+/u
const PLACE = /^\d+\s*[-/.]\s*\d+$/
const isOrder = ({ kind }: HeaderContext) => kind === 'order' || kind === 'cart'
const areKeys = ({ values }: HeaderContext) => values.length > 0 && values.every((value) => PART_KEY.test(value.trim()))
const areNumbers = (values: readonly string[]) =>
  values.length > 0 && values.every((value) => /^\s*\d+\s*$/.test(value))

function part({ kind, names, fields }: HeaderContext): Field | null {
  if (kind === 'bom' && !fields.has('designators') && (names.has('device') || names.has('library')))
    return 'designators'
  if (kind === 'bom') return fields.has('value') ? 'name' : 'value'
  if (isPeer(kind) || fields.has('description')) return 'name'
  return 'description'
}

function partNumber({ kind, names, fields }: HeaderContext): Field | null {
  const hasMakers = [...names].some((name) => name.startsWith('manufactur') && /part|pn/.test(name)) || names.has('mpn')
  if (!hasMakers) return 'mpn'
  if (kind === 'binner') return 'name'
  return fields.has('seller_number') ? null : 'seller_number'
}

function comment({ kind, fields }: HeaderContext): Field | null {
  return kind === 'bom' && !fields.has('value') ? 'value' : 'note'
}

function name({ kind, fields }: HeaderContext): Field | null {
  return kind === 'bom' && !fields.has('value') ? 'value' : 'name'
}

/** Headers whose field shows beside the others of the file, by their folded names. */
export const AMBIGUOUS: Readonly<Record<string, Rule>> = {
  part,
  'part no': partNumber,
  partnumber: partNumber,
  comment,
  name,
  'part id': (context) => (areKeys(context) ? 'key' : null),
  key: (context) => (areKeys(context) ? 'key' : null),
  item: ({ values, fields }) => (areNumbers(values) || fields.has('description') ? null : 'description'),
  symbol: (context) => (isOrder(context) ? 'seller_number' : null),
  status: (context) => (isOrder(context) && context.values.some((value) => SHIPPED.test(value)) ? 'shipped' : null),
  date: (context) => (context.kind === 'order' ? 'order_date' : null),
  box: ({ values }) => (values.some((value) => PLACE.test(value.trim())) ? 'place' : 'box_no'),
  'p n': ({ fields }) => (fields.has('mpn') ? 'seller_number' : 'mpn'),
  type: ({ kind }) => (kind === 'bom' ? null : 'type'),
  'original symbol': ({ fields }) => (fields.has('mpn') ? null : 'mpn'),
  ref: (context) => (isOrder(context) ? 'customer_reference' : 'designators'),
  reference: (context) => (isOrder(context) ? 'customer_reference' : 'designators'),
}
