import type { UndoPreview } from '../../api/queries/operations.ts'

type ChangedRecord = UndoPreview['record_changes'][number]
type Value = UndoPreview['record_changes'][number]['fields'][number]['from']

/** One field that changes, or a record that comes or goes. */
export interface ChangedLine {
  /** Differs from line to line. */
  id: string
  /** The record, with the keys of parts in it. */
  what: string
  field: string
  from: Value
  to: Value
}

const FIELDS: Readonly<Record<string, string>> = {
  type_id: 'type',
  manufacturer: 'maker',
  manufacturer_code: 'maker’s number',
  mounting_type: 'mounting',
  minimum_quantity: 'minimum',
  required_per_unit: 'pieces a kit',
  unfitted: 'lines not fitted',
  groups: 'sellers',
}

const NAMES: Readonly<Record<ChangedRecord['record'], (name: string, key: string) => string>> = {
  kit: (name) => `Kit ${name}`,
  kit_line: (name, key) => `${key} in the kit ${name}`,
  shopping_list: (name) => `List ${name}`,
  shopping_list_line: (name, key) => `${key} on the list ${name}`,
  shopping_list_group: (name) => `Seller on the list ${name}`,
  seller: (name) => `Seller ${name}`,
  seller_number: (name, key) => `Number of ${name} for ${key}`,
  seller_link: (name, key) => `Link to ${name} of ${key}`,
  part_code: (name) => `Code of ${name}`,
  type: (name) => `Type ${name}`,
  box: (name) => `Box ${name}`,
}

/** A kit, a list, a seller, a type or a box, as people call it. */
export function recordName({ record, name }: Pick<ChangedRecord, 'record' | 'name'>): string {
  return NAMES[record](name, '')
}

function fieldName(field: string): string {
  return FIELDS[field] ?? field.replaceAll('_', ' ')
}

function linesOf({ record, name, part_key, change, fields }: ChangedRecord, place: number): ChangedLine[] {
  const what = NAMES[record](name, part_key ?? '')
  const id = `${place} ${what}`
  if (change === 'changed') {
    return fields.map(({ field, from, to }) => ({ id: `${id} ${field}`, what, field: fieldName(field), from, to }))
  }
  const [first] = fields
  const came = change === 'created'
  const named = first === undefined ? '' : fieldName(first.field)
  return [
    { id, what, field: named, from: came ? null : (first?.from ?? 'there'), to: came ? (first?.to ?? 'there') : null },
  ]
}

/** What becomes of records besides stock, a line for each field. */
export function changedLines({ edits, record_changes }: Pick<UndoPreview, 'edits' | 'record_changes'>): ChangedLine[] {
  const ofParts = edits.flatMap(({ part_key: what, changes }) =>
    Object.entries(changes).map(([field, { from, to }]) => ({
      id: `${what} ${field}`,
      what,
      field: fieldName(field),
      from,
      to,
    })),
  )
  return [...ofParts, ...record_changes.flatMap(linesOf)]
}

/** Of how many records the lines do not say anything, since there are too many. */
export function unnamedRecords({ edits, edit_count, record_changes, record_change_count }: UndoPreview): number {
  return edit_count - edits.length + record_change_count - record_changes.length
}
