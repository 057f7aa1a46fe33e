import type { DoneOperation, EffectKind } from '../operations/effects.ts'
import { type EditedPart, reversedEdit, stillHas, withEdit } from './edit.ts'
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

function obstacleOf(
  edits: readonly PartEdit[],
  parts: ReadonlyMap<string, EditedPart>,
  types: ReadonlySet<number>,
): string | null {
  for (const edit of edits) {
    const part = parts.get(edit.part_key)
    if (part === undefined) return `the part ${edit.part_key} was deleted`
    if (!stillHas(part, edit)) return `the part ${edit.part_key} was changed since`
    const gone = typeBefore(edit).find((id) => !types.has(id))
    if (gone !== undefined) return `the type that the part ${edit.part_key} had was deleted`
  }
  return null
}

/** How edits of many parts are undone: each part gets back what it had, unless it was changed since. */
export const partEdit: EffectKind = {
  async findObstacles(db, operations) {
    const edits = new Map(operations.map((operation) => [operation.id, editsOf(operation)]))
    const all = [...edits.values()].flat()
    const parts = await db.query(EDITED_PARTS, [[...new Set(all.map(({ part_key }) => part_key))]])
    const types = await db.query(KNOWN_TYPES, [[...new Set(all.flatMap(typeBefore))]])
    const byKey = new Map(parts.map((part) => [part.key, part]))
    const known = new Set(types.map(({ id }) => id))
    return new Map(
      [...edits].flatMap(([id, own]): [string, string][] => {
        const obstacle = obstacleOf(own, byKey, known)
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
