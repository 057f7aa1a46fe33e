import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import type { RowOf } from '../../../../plugins/database/statement.ts'
import type { PartService } from '../../../catalogue/parts/part-service.ts'
import type { LeftOut } from '../../../catalogue/retired-parts/left-out.ts'
import { FORGET_DECIDED } from '../matching/decision-statements.ts'
import { rewriteFewDocuments } from '../writing/few-documents.ts'
import {
  DELETE_EMPTY_LISTS,
  DELETE_LIST_COLUMNS,
  DELETE_LIST_LINES,
  LOWER_LIST_LINES,
  UNORDER_LIST_LINES,
  UNRECEIVE_LIST_LINES,
} from './list-statements.ts'
import { fieldOf, numberOf, textOf } from './read-before.ts'
import {
  DELETE_BOXES,
  DELETE_PART_CODES,
  DELETE_SELLER_LINKS,
  DELETE_SELLER_PARTS,
  DELETE_SELLERS,
  DELETE_TYPES,
  RESTORE_DESCRIPTIONS,
  RESTORE_PARTS,
  RESTORE_WEBSITES,
} from './statements.ts'
import { takeBackKits } from './take-back-kits.ts'
import { type Entry, parted, type TakenBack, Written } from './written.ts'

/**
 * Takes back what an import has written besides stock, what refers to others first. Stock is back already.
 *
 * @returns what does not come back.
 */
export async function takeBack(
  unit: UnitOfWork,
  taken: TakenBack,
  parts: Pick<PartService, 'deleteAll'>,
): Promise<LeftOut[]> {
  const written = new Written(taken)
  await takeBackLists(unit, written)
  await takeBackKits(unit, written)
  await unit.query(DELETE_SELLER_PARTS, [written.ids('seller_part')])
  if (written.of('part_code').length > 0) await unit.query(DELETE_PART_CODES, [written.ids('part_code')])
  await unit.query(DELETE_SELLER_LINKS, [written.ids('seller_link')])
  await unit.query(RESTORE_WEBSITES, textsBefore(written.of('seller_website')))
  await unit.query(RESTORE_DESCRIPTIONS, textsBefore(written.of('box_description')))
  const lostTypes =
    (await restoreFields(unit, written.of('part_fields'))) + (await restoreFormerFields(unit, written.of('part')))
  await parts.deleteAll(written.ids('part'))
  await unit.query(FORGET_DECIDED, [taken.importId, null])
  await unit.query(DELETE_BOXES, [written.idsWithLeft('box')])
  await unit.query(DELETE_SELLERS, [written.idsWithLeft('seller'), taken.importId])
  await unit.query(DELETE_TYPES, [written.idsWithLeft('type')])
  return lostTypes > 0 ? [{ what: 'type', count: lostTypes, because: 'it was deleted' }] : []
}

async function takeBackLists(unit: UnitOfWork, written: Written): Promise<void> {
  const received = written.of('list_line_received')
  const [ordered, raised] = parted(written.of('list_line_pieces'), ({ before }) => before.status === 'ordered')
  const pieces = (entries: readonly Entry[]) => entries.map(({ before }) => numberOf(before.pieces))
  const ids = (entries: readonly Entry[]) => entries.map(({ entity_id }) => entity_id)
  if (received.length > 0) await unit.query(UNRECEIVE_LIST_LINES, [ids(received), pieces(received)])
  const sellers = (entries: readonly Entry[]) =>
    entries.map(({ before }) => (before.seller === undefined ? null : numberOf(before.seller)))
  if (raised.length > 0) await unit.query(LOWER_LIST_LINES, [ids(raised), pieces(raised), sellers(raised)])
  if (ordered.length > 0) {
    const before = ordered.map((entry) => numberOf(entry.before.ordered))
    await unit.query(UNORDER_LIST_LINES, [ids(ordered), before, sellers(ordered)])
  }
  await unit.query(DELETE_LIST_LINES, [written.ids('list_line')])
  if (written.ids('list_column').length > 0) await unit.query(DELETE_LIST_COLUMNS, [written.ids('list_column')])
  await unit.query(DELETE_EMPTY_LISTS, [written.idsWithLeft('list')])
}

/** @returns how many parts do not get their type again. */
async function restoreFields(unit: UnitOfWork, entries: readonly Entry[]): Promise<number> {
  if (entries.length === 0) return 0
  const rows = entries.map(({ entity_id, before }) => ({
    id: entity_id,
    fields: Object.fromEntries(Object.entries(before).map(([name, change]) => [name, fieldOf(change, 'from')])),
  }))
  const restored = await unit.query(RESTORE_PARTS, [JSON.stringify(rows)])
  await rewriteFewDocuments(
    unit,
    restored.map(({ id }) => id),
  )
  return countLostTypes(restored)
}

/** Parts that the import had brought back are deleted again as they were. @returns as `restoreFields`. */
async function restoreFormerFields(unit: UnitOfWork, entries: readonly Entry[]): Promise<number> {
  const rows = entries.flatMap(({ entity_id: id, before: { former } }) =>
    former == null ? [] : [{ id, fields: former }],
  )
  return rows.length > 0 ? countLostTypes(await unit.query(RESTORE_PARTS, [JSON.stringify(rows)])) : 0
}

function countLostTypes(restored: readonly RowOf<typeof RESTORE_PARTS>[]): number {
  return restored.filter(({ has_lost_type: hasLostType }) => hasLostType).length
}

/** Ids, the texts before, and what became of them. */
function textsBefore(entries: readonly Entry[]) {
  return [
    entries.map(({ entity_id }) => entity_id),
    entries.map(({ before }) => textOf(before.from)),
    entries.map(({ before }) => textOf(before.to)),
  ]
}
