import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import { toJson } from '../to-json.ts'
import {
  ADD_ALTERNATES,
  CHANGE_KIT_LINES,
  DELETE_ALTERNATES,
  DELETE_KIT_LINES,
  SET_BUILD_TARGETS,
} from '../writing/statements.ts'
import { fieldOf, numberOf, numbersOf, textOf, textsOf, unfittedOf } from './read-before.ts'
import { DELETE_UNFITTED_OF_KITS, RESTORE_KIT_LINES, RESTORE_UNFITTED } from './restore-contents-statements.ts'
import { BRING_BACK_PICKS, DELETE_KITS, DELETE_SETS } from './statements.ts'
import { takeBackContents } from './take-back-contents.ts'
import type { Entry, Written } from './written.ts'

/** Takes back what an import has written in kits. */
export async function takeBackKits(unit: UnitOfWork, written: Written): Promise<void> {
  await restoreUnfitted(unit, written.of('kit_unfitted'))
  await unit.query(DELETE_KIT_LINES, [written.ids('kit_line')])
  await restoreLines(unit, written.of('kit_line_fields'), written.of('kit_line_removed'))
  await takeBackContents(unit, written)
  for (const { entity_id: kitId, before } of written.of('kit_picks')) {
    await unit.query(BRING_BACK_PICKS, [kitId, JSON.stringify(before.picks)])
  }
  const targets = written.of('kit_fields').map(({ before }) => numberOf(fieldOf(before.from, 'build_target')))
  if (targets.length > 0) await unit.query(SET_BUILD_TARGETS, [written.ids('kit_fields'), targets])
  const deleted = await unit.query(DELETE_KITS, [written.ids('kit')])
  if (deleted.length > 0) await unit.query(DELETE_SETS, [deleted.map(({ set_id }) => set_id)])
}

/** Gives lines the fields and alternates that they had, and brings those back that were removed. */
async function restoreLines(unit: UnitOfWork, fields: readonly Entry[], removed: readonly Entry[]): Promise<void> {
  const changed = fields.map(({ entity_id, before }) => ({ id: entity_id, from: before.from }))
  if (changed.length > 0) {
    await unit.query(CHANGE_KIT_LINES, [
      changed.map(({ id }) => id),
      changed.map(({ from }) => numberOf(fieldOf(from, 'required'))),
      changed.map(({ from }) => JSON.stringify(textsOf(fieldOf(from, 'designators')))),
      changed.map(({ from }) => textOf(fieldOf(from, 'note'))),
    ])
  }
  if (removed.length > 0) {
    const kits = removed.map((entry) => ({ id: numberOf(entry.before.kitId), rows: { lines: [rowOf(entry)] } }))
    await unit.query(RESTORE_KIT_LINES, [toJson(kits)])
  }
  await restoreAlternates(unit, [
    ...changed.map(({ id, from }) => ({ lineId: id, parts: numbersOf(fieldOf(from, 'alternates')) })),
    ...removed.map(({ entity_id: lineId, before }) => ({ lineId, parts: numbersOf(before.alternates) })),
  ])
}

/** The row of a line that was removed; earlier versions noted its fields. */
function rowOf({ entity_id: id, before }: Entry): unknown {
  if (before.row !== undefined) return before.row
  const { kitId: kit_id, partId: part_id, required: required_per_unit, designators, note } = before
  return { id, kit_id, part_id, required_per_unit, designators, note, version: 1, created_at: new Date() }
}

async function restoreAlternates(
  unit: UnitOfWork,
  lines: readonly { lineId: number; parts: number[] }[],
): Promise<void> {
  if (lines.length === 0) return
  await unit.query(DELETE_ALTERNATES, [lines.map(({ lineId }) => lineId)])
  const rows = lines.flatMap(({ lineId, parts }) => parts.map((partId, index) => ({ lineId, partId, rank: index + 1 })))
  await unit.query(ADD_ALTERNATES, [
    rows.map(({ lineId }) => lineId),
    rows.map(({ partId }) => partId),
    rows.map(({ rank }) => rank),
  ])
}

/** Kits do not fit what they did not fit before; earlier versions noted no rows of it. */
async function restoreUnfitted(unit: UnitOfWork, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return
  const kits = entries.map(({ entity_id: id, before }) => {
    const lines = unfittedOf(before.lines).map(({ part: part_id, ...line }) => ({ part_id, ...line }))
    return { id, rows: { unfitted: before.rows ?? lines } }
  })
  await unit.query(DELETE_UNFITTED_OF_KITS, [toJson(kits)])
  await unit.query(RESTORE_UNFITTED, [toJson(kits)])
}
