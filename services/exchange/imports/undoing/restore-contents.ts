import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import { toJson } from '../to-json.ts'
import { removeKitLines } from '../writing/remove-kit-lines.ts'
import {
  DELETE_ALTERNATES_OF_KITS,
  DELETE_GROUPS_NOT_NOTED,
  DELETE_LINES_NOT_NOTED,
  DELETE_UNFITTED_OF_KITS,
  KIT_LINES_NOT_NOTED,
  RESTORE_ALTERNATES,
  RESTORE_GROUPS,
  RESTORE_KIT_HEADS,
  RESTORE_KIT_LINES,
  RESTORE_LIST_HEADS,
  RESTORE_LIST_LINES,
  RESTORE_UNFITTED,
} from './restore-contents-statements.ts'

/** A kit or a list, and the rows that it consisted of. */
interface NotedHolder {
  id: number
  rows: unknown
}

/** Gives kits the rows that they consisted of, under their ids: others name lines by these. */
export async function restoreKits(unit: UnitOfWork, kits: readonly NotedHolder[]): Promise<void> {
  if (kits.length === 0) return
  const given = [toJson(kits)]
  const gone = Map.groupBy(await unit.query(KIT_LINES_NOT_NOTED, given), ({ kit_id }) => kit_id)
  for (const [kitId, lines] of gone) {
    const ids = lines.map(({ id }) => id)
    await removeKitLines(unit, kitId, ids, null)
  }
  await unit.query(RESTORE_KIT_LINES, given)
  await unit.query(DELETE_ALTERNATES_OF_KITS, given)
  await unit.query(RESTORE_ALTERNATES, given)
  await unit.query(DELETE_UNFITTED_OF_KITS, given)
  await unit.query(RESTORE_UNFITTED, given)
  await unit.query(RESTORE_KIT_HEADS, given)
}

/** The same of shopping lists. */
export async function restoreLists(unit: UnitOfWork, lists: readonly NotedHolder[]): Promise<void> {
  if (lists.length === 0) return
  const given = [toJson(lists)]
  await unit.query(DELETE_LINES_NOT_NOTED, given)
  await unit.query(RESTORE_LIST_LINES, given)
  await unit.query(DELETE_GROUPS_NOT_NOTED, given)
  await unit.query(RESTORE_GROUPS, given)
  await unit.query(RESTORE_LIST_HEADS, given)
}
