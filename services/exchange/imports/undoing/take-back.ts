import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import type { RowOf } from '../../../../plugins/database/statement.ts'
import type { PartService } from '../../../catalogue/parts/part-service.ts'
import { rewriteDocuments } from '../../../catalogue/search-documents/write-documents.ts'
import { touchKit } from '../../../kits/kits/kit-lock.ts'
import { ADD_UNFITTED, CHANGE_KIT_LINES, DELETE_KIT_LINES, DELETE_UNFITTED } from '../writing/statements.ts'
import type { UndoEntity } from '../writing/undo-log.ts'
import { numberOf, textOf, textsOf, unfittedOf } from './read-before.ts'
import {
  BRING_BACK_KIT_LINE,
  DELETE_BOXES,
  DELETE_EMPTY_LISTS,
  DELETE_KITS,
  DELETE_LIST_LINES,
  DELETE_SELLER_LINKS,
  DELETE_SELLER_PARTS,
  DELETE_SELLERS,
  DELETE_SETS,
  DELETE_TYPES,
  KEYS_OF_PARTS,
  LOWER_LIST_LINES,
  RESTORE_DESCRIPTIONS,
  RESTORE_PARTS,
  RESTORE_WEBSITES,
  UNRECEIVE_LIST_LINES,
  type WRITTEN,
} from './statements.ts'

type Entry = RowOf<typeof WRITTEN>

/** What an import has written, by entity. */
class Written {
  readonly #entries: ReadonlyMap<UndoEntity, Entry[]>

  constructor(entries: readonly Entry[]) {
    this.#entries = Map.groupBy(entries, ({ entity }) => entity)
  }

  of(entity: UndoEntity): readonly Entry[] {
    return this.#entries.get(entity) ?? []
  }

  ids(entity: UndoEntity): number[] {
    return this.of(entity).map(({ entity_id }) => entity_id)
  }
}

/**
 * Takes back what an import has written besides stock, what refers to others first. Stock is back already.
 *
 * @param entries the latest first.
 */
export async function takeBack(
  unit: UnitOfWork,
  entries: readonly Entry[],
  parts: Pick<PartService, 'delete'>,
): Promise<void> {
  const written = new Written(entries)
  await takeBackLists(unit, written)
  await takeBackKits(unit, written)
  await unit.query(DELETE_SELLER_PARTS, [written.ids('seller_part')])
  await unit.query(DELETE_SELLER_LINKS, [written.ids('seller_link')])
  await unit.query(RESTORE_WEBSITES, textsBefore(written.of('seller_website')))
  await unit.query(RESTORE_DESCRIPTIONS, textsBefore(written.of('box_description')))
  await restoreFields(unit, written.of('part_fields'))
  for (const { key } of await unit.query(KEYS_OF_PARTS, [written.ids('part')])) await parts.delete(key)
  await unit.query(DELETE_BOXES, [written.ids('box')])
  await unit.query(DELETE_SELLERS, [written.ids('seller')])
  await unit.query(DELETE_TYPES, [written.ids('type')])
}

async function takeBackLists(unit: UnitOfWork, written: Written): Promise<void> {
  const received = written.of('list_line_received')
  const raised = written.of('list_line_pieces')
  const pieces = (entries: readonly Entry[]) => entries.map(({ before }) => numberOf(before.pieces))
  const ids = (entries: readonly Entry[]) => entries.map(({ entity_id }) => entity_id)
  if (received.length > 0) await unit.query(UNRECEIVE_LIST_LINES, [ids(received), pieces(received)])
  if (raised.length > 0) await unit.query(LOWER_LIST_LINES, [ids(raised), pieces(raised)])
  await unit.query(DELETE_LIST_LINES, [written.ids('list_line')])
  await unit.query(DELETE_EMPTY_LISTS, [written.ids('list')])
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
  for (const { before } of written.of('kit_line_removed')) {
    await unit.query(BRING_BACK_KIT_LINE, [
      numberOf(before.kitId),
      numberOf(before.partId),
      numberOf(before.required),
      JSON.stringify(textsOf(before.designators)),
      textOf(before.note),
    ])
  }
  const touched = new Set(written.of('kit_line_removed').map(({ before }) => numberOf(before.kitId)))
  for (const kitId of touched) await touchKit(unit, kitId)
  const deleted = await unit.query(DELETE_KITS, [written.ids('kit')])
  if (deleted.length > 0) await unit.query(DELETE_SETS, [deleted.map(({ set_id }) => set_id)])
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
