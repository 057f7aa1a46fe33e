import type { ChangedRecord } from '../../../stock/operations/changed-records.ts'
import type { NamedEntity, NamedRecord } from './statements.ts'

export type ChangedField = ChangedRecord['fields'][number]

/** A record whose name is looked up. */
export interface Reference {
  entity: NamedEntity
  id: number
}

/** Finds what was looked up. */
export type Named = (reference: Reference) => NamedRecord | undefined

/** A record that an import has changed, before its name is looked up. */
export interface Draft {
  record: ChangedRecord['record']
  change: ChangedRecord['change']
  /** Which record has the name. */
  of: Reference
  /** The part of a line that is not to be looked up. */
  partKey?: string
  /** Parts that the fields name. */
  parts?: readonly number[]
  fields(now: NamedRecord['now'], named: Named): ChangedField[]
}

/** The fields of what was noted; none when it is no object. */
export function fieldsIn(noted: unknown): Readonly<Record<string, unknown>> {
  return typeof noted === 'object' && noted !== null ? Object.fromEntries(Object.entries(noted)) : {}
}

/** Longer texts are cut: what was written itself stands in the record. */
const LONGEST = 500

/** A value as the history shows it. */
export function shownValue(value: unknown): ChangedField['from'] {
  if (value === null || value === undefined) return null
  if (typeof value === 'number' && Number.isInteger(value)) return value
  const text = Array.isArray(value) ? value.join(', ') : String(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}

/** The fields that differ. */
export function differences(
  from: Readonly<Record<string, unknown>>,
  to: Readonly<Record<string, unknown>>,
  fields: readonly string[],
): ChangedField[] {
  return fields.flatMap((field) => {
    const one = { field, from: from[field] ?? null, to: to[field] ?? null }
    if (JSON.stringify(one.from) === JSON.stringify(one.to)) return []
    return [{ field, from: shownValue(one.from), to: shownValue(one.to) }]
  })
}
