import type { RowOf } from '../../../plugins/database/statement.ts'
import { editsOfDetail, PART_EDIT } from '../bulk-edit/edit-detail.ts'
import type { PartEdit } from '../bulk-edit/schemas.ts'
import type { OPERATION } from './statements.ts'

/** What an operation has changed of parts; nothing unless it is an edit. */
export function editsIn({ effect, detail }: Pick<RowOf<typeof OPERATION>, 'effect' | 'detail'>): PartEdit[] {
  return effect === PART_EDIT ? editsOfDetail(detail) : []
}

const NAMES: Readonly<Record<string, string>> = { type_id: 'type', mounting_type: 'mounting type' }

/** "package and manufacturer", of what was changed; empty when it is not known. */
export function fieldsOf(edits: readonly PartEdit[]): string {
  const names = [...new Set(edits.flatMap(({ changes }) => Object.keys(changes)))].map((field) => NAMES[field] ?? field)
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names)
}
