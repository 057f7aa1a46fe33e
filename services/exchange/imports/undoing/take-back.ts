import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import type { RowOf } from '../../../../plugins/database/statement.ts'
import type { PartService } from '../../../catalogue/parts/part-service.ts'
import { rewriteDocuments } from '../../../catalogue/search-documents/write-documents.ts'
import { replaceKits, replaceLists } from '../inventory/replace-contents.ts'
import { FORGET_DECIDED } from '../matching/decision-statements.ts'
import {
  ADD_ALTERNATES,
  ADD_UNFITTED,
  CHANGE_KIT_LINES,
  DELETE_ALTERNATES,
  DELETE_KIT_LINES,
  DELETE_UNFITTED,
  SET_BUILD_TARGETS,
} from '../writing/statements.ts'
import type { UndoEntity } from '../writing/undo-log.ts'
import {
  DELETE_EMPTY_LISTS,
  DELETE_LIST_COLUMNS,
  DELETE_LIST_LINES,
  LOWER_LIST_LINES,
  UNORDER_LIST_LINES,
  UNRECEIVE_LIST_LINES,
} from './list-statements.ts'
import { numberOf, numbersOf, textOf, textsOf, unfittedOf } from './read-before.ts'
import {
  BRING_BACK_KIT_LINE,
  BRING_BACK_PICKS,
  DELETE_BOXES,
  DELETE_KITS,
  DELETE_SELLER_LINKS,
  DELETE_SELLER_PARTS,
  DELETE_SELLERS,
  DELETE_SETS,
  DELETE_TYPES,
  RESTORE_DESCRIPTIONS,
  RESTORE_PARTS,
  RESTORE_WEBSITES,
  type WRITTEN,
} from './statements.ts'
import type { LEFT_RECORDS } from './staying-statements.ts'

type Entry = RowOf<typeof WRITTEN>

/** What an undo deletes besides what the import has written, as imports call it. */
const LEFT_AS: Partial<Record<UndoEntity, RowOf<typeof LEFT_RECORDS>['record']>> = {
  list: 'shopping_list',
  type: 'type',
  seller: 'seller',
  box: 'box',
}

/** What is taken back of an import. */
interface TakenBack {
  importId: number
  /** What it has written, the latest first. */
  entries: readonly Entry[]
  /** What earlier undos had to leave, and nothing needs any more. */
  left: readonly RowOf<typeof LEFT_RECORDS>[]
}

/** What an import has written, by entity. */
class Written {
  readonly #entries: ReadonlyMap<UndoEntity, Entry[]>
  readonly #left: TakenBack['left']

  constructor({ entries, left }: TakenBack) {
    this.#entries = Map.groupBy(entries, ({ entity }) => entity)
    this.#left = left
  }

  of(entity: UndoEntity): readonly Entry[] {
    return this.#entries.get(entity) ?? []
  }

  ids(entity: UndoEntity): number[] {
    return this.of(entity).map(({ entity_id }) => entity_id)
  }

  /** The same, with those that earlier undos have left. */
  idsWithLeft(entity: UndoEntity): number[] {
    const left = this.#left.filter(({ record }) => record === LEFT_AS[entity])
    return [...this.ids(entity), ...left.map(({ id }) => id)]
  }
}

/** Takes back what an import has written besides stock, what refers to others first. Stock is back already. */
export async function takeBack(
  unit: UnitOfWork,
  taken: TakenBack,
  parts: Pick<PartService, 'deleteAll'>,
): Promise<void> {
  const written = new Written(taken)
  await takeBackLists(unit, written)
  await takeBackKits(unit, written)
  await unit.query(DELETE_SELLER_PARTS, [written.ids('seller_part')])
  await unit.query(DELETE_SELLER_LINKS, [written.ids('seller_link')])
  await unit.query(RESTORE_WEBSITES, textsBefore(written.of('seller_website')))
  await unit.query(RESTORE_DESCRIPTIONS, textsBefore(written.of('box_description')))
  await restoreFields(unit, written.of('part_fields'))
  await restoreFormerFields(unit, written.of('part'))
  await parts.deleteAll(written.ids('part'))
  await unit.query(FORGET_DECIDED, [taken.importId, null])
  await unit.query(DELETE_BOXES, [written.idsWithLeft('box')])
  await unit.query(DELETE_SELLERS, [written.idsWithLeft('seller'), taken.importId])
  await unit.query(DELETE_TYPES, [written.idsWithLeft('type')])
}

/** Those for which it holds, and the others. */
function parted<Item>(items: readonly Item[], holds: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(holds), items.filter((item) => !holds(item))]
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

async function takeBackKits(unit: UnitOfWork, written: Written): Promise<void> {
  for (const { entity_id: kitId, before } of written.of('kit_unfitted')) await restoreUnfitted(unit, kitId, before)
  await unit.query(DELETE_KIT_LINES, [written.ids('kit_line')])
  const changed = written.of('kit_line_fields').map(({ entity_id, before }) => ({ id: entity_id, from: before.from }))
  if (changed.length > 0) {
    await unit.query(CHANGE_KIT_LINES, [
      changed.map(({ id }) => id),
      changed.map(({ from }) => numberOf(field(from, 'required'))),
      changed.map(({ from }) => JSON.stringify(textsOf(field(from, 'designators')))),
      changed.map(({ from }) => textOf(field(from, 'note'))),
    ])
  }
  const alternates = changed.map(({ id, from }) => ({ lineId: id, parts: numbersOf(field(from, 'alternates')) }))
  for (const { entity_id: lineId, before } of written.of('kit_line_removed')) {
    const [line] = await unit.query(BRING_BACK_KIT_LINE, [
      numberOf(before.kitId),
      numberOf(before.partId),
      numberOf(before.required),
      JSON.stringify(textsOf(before.designators)),
      textOf(before.note),
      lineId,
    ])
    if (line !== undefined) alternates.push({ lineId: line.id, parts: numbersOf(before.alternates) })
  }
  await restoreAlternates(unit, alternates)
  await takeBackContents(unit, written)
  for (const { entity_id: kitId, before } of written.of('kit_picks')) {
    await unit.query(BRING_BACK_PICKS, [kitId, JSON.stringify(before.picks)])
  }
  const targets = written.of('kit_fields').map(({ before }) => numberOf(field(before.from, 'build_target')))
  if (targets.length > 0) await unit.query(SET_BUILD_TARGETS, [written.ids('kit_fields'), targets])
  const deleted = await unit.query(DELETE_KITS, [written.ids('kit')])
  if (deleted.length > 0) await unit.query(DELETE_SETS, [deleted.map(({ set_id }) => set_id)])
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

/** Gives kits and lists the contents that they had before the file replaced them. */
async function takeBackContents(unit: UnitOfWork, written: Written): Promise<void> {
  const holders = (entries: readonly Entry[]) =>
    entries.map(({ entity_id: id, before }) => ({ id, content: before.from }))
  const kits = holders(written.of('kit_content'))
  if (kits.length > 0) await replaceKits(unit, kits, null)
  const lists = holders(written.of('list_content'))
  if (lists.length > 0) await replaceLists(unit, lists)
}

async function restoreUnfitted(unit: UnitOfWork, kitId: number, before: Record<string, unknown>): Promise<void> {
  const lines = unfittedOf(before.lines)
  await unit.query(DELETE_UNFITTED, [kitId])
  if (lines.length === 0) return
  await unit.query(ADD_UNFITTED, [
    kitId,
    lines.map(({ part }) => part),
    lines.map(({ quantity }) => quantity),
    lines.map(({ designators }) => JSON.stringify(designators)),
    lines.map(({ value }) => value),
    lines.map(({ note }) => note),
  ])
}

async function restoreFields(unit: UnitOfWork, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return
  const rows = entries.map(({ entity_id, before }) => ({
    id: entity_id,
    fields: Object.fromEntries(Object.entries(before).map(([name, change]) => [name, field(change, 'from')])),
  }))
  const restored = await unit.query(RESTORE_PARTS, [JSON.stringify(rows)])
  await rewriteDocuments(
    unit,
    restored.map(({ id }) => id),
  )
}

/** Parts that the import had brought back are deleted again as they were. */
async function restoreFormerFields(unit: UnitOfWork, entries: readonly Entry[]): Promise<void> {
  const rows = entries.flatMap(({ entity_id: id, before: { former } }) =>
    former == null ? [] : [{ id, fields: former }],
  )
  if (rows.length > 0) await unit.query(RESTORE_PARTS, [JSON.stringify(rows)])
}

/** Ids, the texts before, and what became of them. */
function textsBefore(entries: readonly Entry[]) {
  return [
    entries.map(({ entity_id }) => entity_id),
    entries.map(({ before }) => textOf(before.from)),
    entries.map(({ before }) => textOf(before.to)),
  ]
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (Reflect.get(value, name) ?? null) : null
}
