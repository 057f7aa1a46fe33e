import { GONE_PARTS, type GonePart, goneInWords, MOST_NAMED } from '../../catalogue/retired-parts/gone-parts.ts'
import type { DoneOperation, EffectKind } from '../operations/effects.ts'
import { changedSince, type EditedPart, reversedEdit, withEdit } from './edit.ts'
import { editsOfDetail } from './edit-detail.ts'
import type { PartEdit } from './schemas.ts'
import { EDITED_PARTS, KNOWN_TYPES, LOCK_EDITED_PARTS } from './statements.ts'
import { writeParts } from './write-parts.ts'

function editsOf({ detail }: DoneOperation): PartEdit[] {
  return editsOfDetail(detail)
}

/** The type that taking an edit back gives its part. */
function typeBefore({ changes }: PartEdit): number[] {
  const before = changes.type_id?.from
  return typeof before === 'number' ? [before] : []
}

/** What the parts of edits are now. */
interface Now {
  parts: ReadonlyMap<string, EditedPart>
  gone: ReadonlyMap<string, GonePart>
  types: ReadonlySet<number>
}

const NAMES: Readonly<Record<string, string>> = { type_id: 'type' }

function obstacleOf(edits: readonly PartEdit[], { parts, gone, types }: Now): string | null {
  const deleted = edits.flatMap(({ part_key: key }) =>
    parts.has(key) ? [] : [gone.get(key) ?? { key, description: '', merged_into: null }],
  )
  if (deleted.length > 0) return goneInWords(deleted)
  const changed = edits.flatMap((edit) => {
    const part = parts.get(edit.part_key)
    const fields = part === undefined ? [] : changedSince(part, edit)
    const names = fields.map((field) => NAMES[field] ?? field.replaceAll('_', ' '))
    return names.length === 0 ? [] : [`the part ${edit.part_key} was changed since (${names.join(', ')})`]
  })
  if (changed.length > 0) {
    const more = changed.length > MOST_NAMED ? `, and ${changed.length - MOST_NAMED} more` : ''
    return `${changed.slice(0, MOST_NAMED).join(', ')}${more}; set that back first`
  }
  const typeless = edits.find((edit) => typeBefore(edit).some((id) => !types.has(id)))
  return typeless === undefined ? null : `the type that the part ${typeless.part_key} had was deleted`
}

/** How edits of many parts are undone: each part gets back what it had, unless it was changed since. */
export const partEdit: EffectKind = {
  async findObstacles(db, operations) {
    const edits = new Map(operations.map((operation) => [operation.id, editsOf(operation)]))
    const all = [...edits.values()].flat()
    const parts = await db.query(EDITED_PARTS, [[...new Set(all.map(({ part_key }) => part_key))]])
    const types = await db.query(KNOWN_TYPES, [[...new Set(all.flatMap(typeBefore))]])
    const byKey = new Map(parts.map((part) => [part.key, part]))
    const missing = [...new Set(all.map(({ part_key }) => part_key))].filter((key) => !byKey.has(key))
    const gone = missing.length === 0 ? [] : await db.query(GONE_PARTS, [missing])
    const now: Now = {
      parts: byKey,
      gone: new Map(gone.map((part) => [part.key, part])),
      types: new Set(types.map(({ id }) => id)),
    }
    return new Map(
      [...edits].flatMap(([id, own]): [string, string][] => {
        const obstacle = obstacleOf(own, now)
        return obstacle === null ? [] : [[id, obstacle]]
      }),
    )
  },

  async lock(unit, operation) {
    await unit.query(LOCK_EDITED_PARTS, [editsOf(operation).map(({ part_key }) => part_key)])
  },

  reversed(operation) {
    return { parts: editsOf(operation).map(reversedEdit) }
  },

  async undo(unit, operation) {
    const edits = new Map(editsOf(operation).map((edit) => [edit.part_key, reversedEdit(edit)]))
    const parts = await unit.query(LOCK_EDITED_PARTS, [[...edits.keys()]])
    const after = parts.flatMap((part) => {
      const edit = edits.get(part.key)
      return edit === undefined ? [] : [withEdit(part, edit)]
    })
    await writeParts(unit, after)
  },
}
