import type { RowOf } from '../../../plugins/database/statement.ts'
import type { FieldChange } from '../operations/field-change.ts'
import { EDITED_FIELDS, type EditedField, type PartEdit } from './schemas.ts'
import type { EDITED_PARTS } from './statements.ts'

/** The fields of a part that can be edited for many parts at once. */
export type EditedPart = RowOf<typeof EDITED_PARTS>

/** What is to be set. A field that is absent stays as it is; null clears it. */
export interface PartsChange {
  type_id?: number | null
  manufacturer?: string | null
  package?: string | null
  mounting_type?: string | null
  add_tags?: readonly string[]
  remove_tags?: readonly string[]
}

/** A part with what it becomes. */
export interface PlannedEdit {
  after: EditedPart
  edit: PartEdit
}

/** Tags that are added stand behind those that are there. */
function editTags(tags: readonly string[] | null, { add_tags: add = [], remove_tags: remove = [] }: PartsChange) {
  if (add.length === 0 && remove.length === 0) return tags
  const kept = (tags ?? []).filter((tag) => !remove.includes(tag))
  const edited = [...kept, ...new Set(add.filter((tag) => !kept.includes(tag)))]
  return edited.length === 0 && tags === null ? null : edited
}

function isSame(a: FieldChange['from'], b: FieldChange['to']): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** What a part becomes; null when nothing of it would change. */
export function planEdit(part: EditedPart, change: PartsChange): PlannedEdit | null {
  const { add_tags: _added, remove_tags: _removed, ...fields } = change
  return compare(part, { ...part, ...fields, tags: editTags(part.tags, change)?.slice() ?? null })
}

/** The difference between a part and what it becomes; null when there is none. */
export function compare(part: EditedPart, after: EditedPart): PlannedEdit | null {
  const changes: PartEdit['changes'] = {}
  for (const field of EDITED_FIELDS) {
    if (!isSame(part[field], after[field])) changes[field] = { from: part[field], to: after[field] }
  }
  return Object.keys(changes).length === 0 ? null : { after, edit: { part_key: part.key, changes } }
}

/** The fields of a part that are other than what an edit gave it. */
export function changedSince(part: EditedPart, { changes }: PartEdit): EditedField[] {
  return EDITED_FIELDS.filter((field) => changes[field] !== undefined && !isSame(part[field], changes[field].to))
}

/** The edit that takes this one back. */
export function reversedEdit({ part_key, changes }: PartEdit): PartEdit {
  const reversed: PartEdit['changes'] = {}
  for (const field of EDITED_FIELDS) {
    const change = changes[field]
    if (change !== undefined) reversed[field] = { from: change.to, to: change.from }
  }
  return { part_key, changes: reversed }
}

/** The part with the values of an edit. */
export function withEdit(part: EditedPart, { changes }: PartEdit): EditedPart {
  const values = EDITED_FIELDS.flatMap((field): [EditedField, unknown][] =>
    changes[field] === undefined ? [] : [[field, changes[field].to]],
  )
  return { ...part, ...Object.fromEntries(values) }
}
