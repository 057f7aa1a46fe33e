import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import { touchKit } from '../../../kits/kits/kit-lock.ts'
import type { KitPlan, PlannedKitLine } from '../planning/plan.ts'
import type { PresentKit } from '../planning/present-kit.ts'
import type { Ids } from './ids.ts'
import { removeKitLines } from './remove-kit-lines.ts'
import {
  ADD_ALTERNATES,
  ADD_KIT,
  ADD_KIT_LINES,
  ADD_UNFITTED,
  CHANGE_KIT_LINES,
  DELETE_ALTERNATES,
  SET_BUILD_TARGETS,
  TAKE_UNFITTED,
} from './statements.ts'
import type { UndoLog } from './undo-log.ts'

/** Writes a kit with its lines. The kit is touched only when something changes. */
export async function writeKit(
  unit: UnitOfWork,
  plan: KitPlan,
  { ids, log, kit }: { ids: Ids; log: UndoLog; kit: PresentKit | null },
): Promise<number> {
  const id = plan.id ?? (await addKit(unit, plan, log))
  const target = kit === null ? null : plan.buildTarget
  const hasChanges = plan.lines.length > 0 || plan.removed.length > 0 || plan.unfitted !== null || target !== null
  if (plan.id !== null && !hasChanges) return id
  await removeLines(unit, id, { removed: plan.removed, kit, log })
  await changeLines(unit, plan, { ids, log, kit })
  const lineIds = await addLines(unit, id, plan, ids, log)
  await writeAlternates(unit, plan, lineIds, ids)
  if (plan.unfitted !== null) await writeUnfitted(unit, id, plan, { ids, log, kit })
  if (kit !== null && target !== null) {
    await unit.query(SET_BUILD_TARGETS, [[id], [target]])
    log.add('kit_fields', id, { from: { build_target: kit.buildTarget }, to: { build_target: target } })
  }
  if (plan.id !== null) await touchKit(unit, id)
  return id
}

async function addKit(unit: UnitOfWork, { name, buildTarget }: KitPlan, log: UndoLog): Promise<number> {
  const [added] = await unit.query(ADD_KIT, [name, buildTarget ?? 1])
  if (added === undefined) throw new Error('the kit was not added')
  log.add('kit', added.id)
  return added.id
}

async function removeLines(
  unit: UnitOfWork,
  kitId: number,
  { removed, kit, log }: { removed: KitPlan['removed']; kit: PresentKit | null; log: UndoLog },
): Promise<void> {
  if (removed.length === 0) return
  const ids = new Set(removed.map(({ id }) => id))
  const rows = await removeKitLines(unit, kitId, [...ids], log)
  for (const [partId, line] of kit?.lines ?? []) {
    if (ids.has(line.id)) log.add('kit_line_removed', line.id, { kitId, partId, ...line, row: rows.get(line.id) })
  }
}

async function changeLines(
  unit: UnitOfWork,
  { lines }: KitPlan,
  { ids, log, kit }: { ids: Ids; log: UndoLog; kit: PresentKit | null },
): Promise<void> {
  const changed = lines.flatMap((line) => (line.id === null ? [] : [{ ...line, id: line.id }]))
  if (changed.length === 0) return
  await unit.query(CHANGE_KIT_LINES, [
    changed.map(({ id }) => id),
    changed.map(({ required }) => required),
    changed.map(({ designators }) => JSON.stringify(designators)),
    changed.map(({ note }) => note),
  ])
  const present = new Map([...(kit?.lines.values() ?? [])].map((line) => [line.id, line]))
  for (const { id, required, designators, note, ...line } of changed) {
    const from = present.get(id)
    const alternates = line.setsAlternates ? line.alternates.map((ref) => ids.part(ref)) : (from?.alternates ?? [])
    log.add('kit_line_fields', id, { from, to: { required, designators, note, alternates } })
  }
}

async function addLines(
  unit: UnitOfWork,
  kitId: number,
  { lines }: KitPlan,
  ids: Ids,
  log: UndoLog,
): Promise<ReadonlyMap<PlannedKitLine, number>> {
  const found = new Map<PlannedKitLine, number>()
  for (const line of lines) if (line.id !== null) found.set(line, line.id)
  const added = lines.filter(({ id }) => id === null)
  if (added.length === 0) return found
  const rows = await unit.query(ADD_KIT_LINES, [
    kitId,
    added.map(({ part }) => ids.part(part)),
    added.map(({ required }) => required),
    added.map(({ designators }) => JSON.stringify(designators)),
    added.map(({ note }) => note),
  ])
  const byPart = new Map(rows.map(({ id, part_id }) => [part_id, id]))
  for (const line of added) {
    const id = byPart.get(ids.part(line.part))
    if (id === undefined) continue
    found.set(line, id)
    log.add('kit_line', id, null, { owner: kitId })
  }
  return found
}

async function writeAlternates(
  unit: UnitOfWork,
  { lines }: KitPlan,
  lineIds: ReadonlyMap<PlannedKitLine, number>,
  ids: Ids,
): Promise<void> {
  const wanted = lines.filter(({ setsAlternates }) => setsAlternates)
  if (wanted.length === 0) return
  const rows = wanted.flatMap((line) =>
    line.alternates.map((ref, index) => ({ lineId: lineIds.get(line) ?? 0, partId: ids.part(ref), rank: index + 1 })),
  )
  await unit.query(DELETE_ALTERNATES, [wanted.map((line) => lineIds.get(line) ?? 0)])
  await unit.query(ADD_ALTERNATES, [
    rows.map(({ lineId }) => lineId),
    rows.map(({ partId }) => partId),
    rows.map(({ rank }) => rank),
  ])
}

async function writeUnfitted(
  unit: UnitOfWork,
  kitId: number,
  { unfitted }: KitPlan,
  { ids, log, kit }: { ids: Ids; log: UndoLog; kit: PresentKit | null },
): Promise<void> {
  const lines = unfitted ?? []
  if (kit !== null) {
    const rows = await unit.query(TAKE_UNFITTED, [kitId])
    log.add('kit_unfitted', kitId, { lines: kit.unfitted, rows: rows.map(({ row }) => row) })
  }
  if (lines.length === 0) return
  await unit.query(ADD_UNFITTED, [
    kitId,
    lines.map(({ part }) => (part === null ? null : ids.part(part))),
    lines.map(({ quantity }) => quantity),
    lines.map(({ designators }) => JSON.stringify(designators)),
    lines.map(({ value }) => value),
    lines.map(({ note }) => note),
  ])
}
