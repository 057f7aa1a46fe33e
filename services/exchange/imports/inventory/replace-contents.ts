import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import { toJson } from '../to-json.ts'
import { removeKitLines } from '../writing/remove-kit-lines.ts'
import type { UndoLog } from '../writing/undo-log.ts'
import type { ContentChange, KitContent, ListContent } from './inventory-plan.ts'
import {
  DELETE_GROUPS_NOT_GIVEN,
  DELETE_KIT_ALTERNATES,
  DELETE_KITS_UNFITTED,
  DELETE_LINES_NOT_GIVEN,
  KIT_CONTENTS,
  LINES_NOT_GIVEN,
  LIST_CONTENTS,
  LOCK_KITS,
  LOCK_SHOPPING_LISTS,
  SET_KIT_ALTERNATES,
  SET_KIT_HEADS,
  SET_KIT_LINES,
  SET_KITS_UNFITTED,
  SET_LIST_GROUPS,
  SET_LIST_HEADS,
  SET_LIST_LINES,
} from './replace-statements.ts'
import { KIT_ROWS, LIST_ROWS } from './row-statements.ts'

/** A kit or a list and what it is to hold. */
export interface Holder {
  id: number
  content: unknown
}

const idsOf = (holders: readonly { id: number }[]) => holders.map(({ id }) => id)

/** Locks the lists and kits whose contents are to be replaced. */
export async function lockHolders(
  unit: UnitOfWork,
  { lists, kits }: { lists: readonly { id: number }[]; kits: readonly { id: number }[] },
): Promise<void> {
  if (lists.length > 0) await unit.query(LOCK_SHOPPING_LISTS, [idsOf(lists)])
  if (kits.length > 0) await unit.query(LOCK_KITS, [idsOf(kits)])
}

/** Has kits hold something else, and notes what they held: as files name it, and the rows, which keep their ids. */
export async function changeKits(
  unit: UnitOfWork,
  changes: readonly ContentChange<KitContent>[],
  log: UndoLog,
): Promise<void> {
  if (changes.length === 0) return
  const holders = changes.map(({ id, to: content }) => ({ id, content }))
  const before = new Map((await unit.query(KIT_ROWS, [idsOf(holders)])).map(({ id, rows }) => [id, rows]))
  await replaceKits(unit, holders, log)
  const written = new Map((await unit.query(KIT_CONTENTS, [idsOf(holders)])).map(({ id, content }) => [id, content]))
  for (const { id, from } of changes) log.add('kit_content', id, { from, to: written.get(id), rows: before.get(id) })
}

/** The same of shopping lists. */
export async function changeLists(
  unit: UnitOfWork,
  changes: readonly ContentChange<ListContent>[],
  log: UndoLog,
): Promise<void> {
  if (changes.length === 0) return
  const holders = changes.map(({ id, to: content }) => ({ id, content }))
  const before = new Map((await unit.query(LIST_ROWS, [idsOf(holders)])).map(({ id, rows }) => [id, rows]))
  await replaceLists(unit, holders)
  const written = new Map((await unit.query(LIST_CONTENTS, [idsOf(holders)])).map(({ id, content }) => [id, content]))
  for (const { id, from } of changes) log.add('list_content', id, { from, to: written.get(id), rows: before.get(id) })
}

/** Sets what kits hold. Lines that stay keep their ids. @param log notes the lines of pick lists that go with a line. */
export async function replaceKits(unit: UnitOfWork, kits: readonly Holder[], log: UndoLog | null): Promise<void> {
  const given = [toJson(kits)]
  const gone = Map.groupBy(await unit.query(LINES_NOT_GIVEN, given), ({ kit_id }) => kit_id)
  for (const [kitId, lines] of gone) await removeKitLines(unit, kitId, idsOf(lines), log)
  await unit.query(SET_KIT_LINES, given)
  await unit.query(DELETE_KIT_ALTERNATES, [idsOf(kits)])
  await unit.query(SET_KIT_ALTERNATES, given)
  await unit.query(DELETE_KITS_UNFITTED, [idsOf(kits)])
  await unit.query(SET_KITS_UNFITTED, given)
  await unit.query(SET_KIT_HEADS, given)
}

/** Sets what shopping lists hold. */
export async function replaceLists(unit: UnitOfWork, lists: readonly Holder[]): Promise<void> {
  const given = [toJson(lists)]
  await unit.query(DELETE_LINES_NOT_GIVEN, given)
  await unit.query(SET_LIST_LINES, given)
  await unit.query(DELETE_GROUPS_NOT_GIVEN, given)
  await unit.query(SET_LIST_GROUPS, given)
  await unit.query(SET_LIST_HEADS, given)
}
