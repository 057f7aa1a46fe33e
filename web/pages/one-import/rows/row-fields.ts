import type { FieldName, Import, ImportKind, ImportRow } from '../../../api/queries/imports.ts'
import { fieldName } from '../../../shared/imports/words.ts'
import { sellerNumberOf, textOf, textsOf } from './row-values.ts'

export interface RowField {
  field: FieldName
  label: string
  value: string
}

/** Under which name the values of a row have a field. */
const VALUE_NAMES: Partial<Record<FieldName, string>> = { alternate: 'alternates' }

function isPlaced(value: unknown): value is { box_no: number; loc_no: number; qty: number } {
  return typeof value === 'object' && value !== null && 'box_no' in value && 'loc_no' in value && 'qty' in value
}

function valueText(row: ImportRow, field: FieldName): string {
  if (field === 'seller_number') return sellerNumberOf(row)
  const name = VALUE_NAMES[field] ?? field
  const value = row.fields[name]
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value) && value.every(isPlaced)) {
    return value.map(({ box_no, loc_no, qty }) => `${box_no}-${loc_no} × ${qty}`).join(', ')
  }
  return textOf(row, name) || textsOf(row, name).join(', ')
}

const ALWAYS: readonly FieldName[] = ['mpn', 'manufacturer', 'quantity', 'place']

/** The fields of a row that say something, or could. */
export function fieldsOf(row: ImportRow, { columns }: Import, fields: ImportKind['fields']): RowField[] {
  const wrong = new Set([...row.errors, ...row.warnings].map(({ field }) => field))
  const mapped = new Set(columns.map(({ field }) => field))
  return fields
    .map(({ field, title }) => ({ field, label: fieldName(field, title), value: valueText(row, field) }))
    .filter(({ field, value }) => value !== '' || ALWAYS.includes(field) || wrong.has(field) || mapped.has(field))
}
