import type { RowOf } from '../../../plugins/database/statement.ts'
import { editsOfDetail, PART_EDIT } from '../bulk-edit/edit-detail.ts'
import { type ChangedPart, changesIn, PART_FIELDS } from '../operations/changed-records.ts'
import type { OPERATION } from './statements.ts'

/** Parts whose fields an operation has changed: how many, and the first of them. */
export interface Edits {
  count: number
  first: readonly ChangedPart[]
}

/** What an operation has changed of parts that were there. */
export function editsIn({ effect, detail }: Pick<RowOf<typeof OPERATION>, 'effect' | 'detail'>): Edits {
  if (effect !== PART_EDIT) return changesIn(detail)?.parts ?? { count: 0, first: [] }
  const edits = editsOfDetail(detail)
  return { count: edits.length, first: edits }
}

const NAMES: Readonly<Record<string, string>> = { type_id: 'type' }

/** "package and mounting type", of what was changed; empty when it is not known. */
export function fieldsOf(edits: readonly ChangedPart[]): string {
  const changed = new Set(edits.flatMap(({ changes }) => Object.keys(changes)))
  const names = PART_FIELDS.filter((field) => changed.has(field)).map(
    (field) => NAMES[field] ?? field.replaceAll('_', ' '),
  )
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names)
}
