import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import { toJson } from '../to-json.ts'
import { FIELDS_OF_PARTS, RESTORE_PARTS } from '../undoing/statements.ts'
import type { Ids } from '../writing/ids.ts'
import { ADD_PARTS, ADD_SELLERS, ADD_TYPES } from '../writing/statements.ts'
import type { UndoLog } from '../writing/undo-log.ts'
import type { InventoryPlan } from './inventory-plan.ts'
import { type Names, namesIn, typesIn } from './names.ts'
import { changeKits, changeLists } from './replace-contents.ts'
import { writeKits } from './write-kits.ts'
import { writeLists } from './write-lists.ts'
import {
  ADD_CODES,
  ADD_FULL_SELLER_PARTS,
  ADD_NUMBERED_BOXES,
  ADD_SELLER_LINKS,
  DRAW_PART_IDS,
  KEEP_BOX_NUMBERS,
  SET_BOX_DESCRIPTIONS,
  SET_WEBSITES,
} from './write-statements.ts'

/** Brings a deleted part back under its key. @returns its id. */
export type RestorePart = (unit: UnitOfWork, key: string) => Promise<number>

/** A part that is there now. */
export interface WrittenPart {
  key: string
  /** Whether it was a deleted part. */
  isRestored: boolean
}

export interface InventoryContext {
  ids: Ids
  log: UndoLog
  restore: RestorePart
}

/**
 * Writes what an export of an inventory holds, besides stock; only deleted parts are brought back one by one.
 *
 * @returns the parts that it has added or brought back, in the order of their ids.
 */
export async function writeInventory(
  unit: UnitOfWork,
  plan: InventoryPlan,
  context: InventoryContext,
): Promise<WrittenPart[]> {
  await writeNamed(unit, plan, context.log)
  const typeOf = await typesIn(unit, plan)
  await addParts(unit, plan, { ...context, typeOf })
  await changeParts(unit, plan, { ...context, typeOf })
  const names = await namesIn(unit, plan)
  await writeNames(unit, plan, names, context.log)
  await writeKits(unit, plan.kits, names, context.log)
  await writeLists(unit, plan.lists, names, context.log)
  await changeKits(unit, plan.kitChanges, context.log)
  await changeLists(unit, plan.listChanges, context.log)
  return plan.parts.map(({ data: { key }, isRetired }) => ({ key, isRestored: isRetired }))
}

async function writeNamed(unit: UnitOfWork, plan: InventoryPlan, log: UndoLog): Promise<void> {
  if (plan.sellers.length > 0) {
    const values = [plan.sellers.map(({ name }) => name), plan.sellers.map(({ website }) => website)]
    for (const { id } of await unit.query(ADD_SELLERS, values)) log.add('seller', id)
  }
  if (plan.websites.length > 0) {
    await unit.query(SET_WEBSITES, [plan.websites.map(({ id }) => id), plan.websites.map(({ to }) => to)])
    for (const { id, from, to } of plan.websites) log.add('seller_website', id, { from, to })
  }
  if (plan.types.length > 0) {
    for (const { id } of await unit.query(ADD_TYPES, [plan.types])) log.add('type', id)
  }
  if (plan.boxes.length > 0) {
    await unit.query(KEEP_BOX_NUMBERS, [plan.boxes.reduce((most, { box_no }) => Math.max(most, box_no), 1)])
    for (const { box_no } of await unit.query(ADD_NUMBERED_BOXES, [toJson(plan.boxes)])) log.add('box', box_no)
  }
  if (plan.descriptions.length > 0) {
    const { descriptions } = plan
    await unit.query(SET_BOX_DESCRIPTIONS, [descriptions.map(({ boxNo }) => boxNo), descriptions.map(({ to }) => to)])
    for (const { boxNo, from, to } of descriptions) log.add('box_description', boxNo, { from, to })
  }
}

type TypeOf = (name: string | null) => number | null

async function addParts(
  unit: UnitOfWork,
  { parts }: InventoryPlan,
  { ids, log, restore, typeOf }: InventoryContext & { typeOf: TypeOf },
): Promise<void> {
  if (parts.length === 0) return
  const drawn = await unit.query(DRAW_PART_IDS, [parts.filter(({ isRetired }) => !isRetired).length])
  const added: object[] = []
  const restored: { id: number; fields: object }[] = []
  for (const { data, isRetired } of parts) {
    const { type, seller_links: _, seller_numbers: __, codes: ___, stock: ____, ...fields } = data
    const values = { ...fields, type_id: typeOf(type) }
    if (isRetired) {
      const id = await restore(unit, data.key)
      ids.parts.push(id)
      restored.push({ id, fields: values })
      continue
    }
    const numbers = drawn[added.length]
    if (numbers === undefined) throw new Error('fewer ids were drawn than parts are planned')
    ids.parts.push(numbers.id)
    added.push({ ...values, ...numbers })
  }
  if (added.length > 0) await unit.query(ADD_PARTS, [toJson(added)])
  const former = await unit.query(FIELDS_OF_PARTS, [restored.map(({ id }) => id)])
  if (restored.length > 0) await unit.query(RESTORE_PARTS, [toJson(restored)])
  const fields = new Map(former.map((part) => [part.id, part.fields]))
  for (const id of ids.parts) {
    const was = fields.get(id)
    log.add('part', id, was === undefined ? null : { former: was })
  }
}

async function changeParts(
  unit: UnitOfWork,
  { partChanges }: InventoryPlan,
  { log, typeOf }: { log: UndoLog; typeOf: TypeOf },
): Promise<void> {
  if (partChanges.length === 0) return
  const changes = partChanges.map(({ id, fields, type }) => {
    const typed =
      fields.type_id === undefined ? fields : { ...fields, type_id: { ...fields.type_id, to: typeOf(type) } }
    return { id, changes: typed, fields: Object.fromEntries(Object.entries(typed).map(([name, { to }]) => [name, to])) }
  })
  await unit.query(RESTORE_PARTS, [toJson(changes.map(({ id, fields }) => ({ id, fields })))])
  for (const { id, changes: fields } of changes) log.add('part_fields', id, fields)
}

async function writeNames(
  unit: UnitOfWork,
  { links, numbers, codes, parts }: InventoryPlan,
  names: Names,
  log: UndoLog,
): Promise<void> {
  const created = new Set(parts.flatMap(({ data, isRetired }) => (isRetired ? [] : [data.key])))
  // What belongs to a part that goes, goes with it. One that was brought back goes as it was.
  const gone = new Set([...links, ...codes].flatMap(({ key }) => (created.has(key) ? [names.part(key)] : [])))
  if (links.length > 0) {
    const added = await unit.query(ADD_SELLER_LINKS, [
      links.map(({ key }) => names.part(key)),
      links.map(({ seller }) => names.seller(seller)),
      links.map(({ link }) => link),
    ])
    for (const { id, part_id: owner } of added) if (!gone.has(owner)) log.add('seller_link', id, null, { owner })
  }
  if (numbers.length > 0) {
    const rows = numbers.map(({ key, seller, ...number }, place) => ({
      ...number,
      place,
      part_id: names.part(key),
      seller_id: names.seller(seller),
    }))
    const added = await unit.query(ADD_FULL_SELLER_PARTS, [toJson(rows)])
    for (const { id, part_id: owner } of added) log.add('seller_part', id, null, { owner })
  }
  if (codes.length > 0) {
    const values = [codes.map(({ key }) => names.part(key)), codes.map(({ code }) => code)]
    const added = await unit.query(ADD_CODES, values)
    for (const { id, part_id: owner } of added) if (!gone.has(owner)) log.add('part_code', id, null, { owner })
  }
}
