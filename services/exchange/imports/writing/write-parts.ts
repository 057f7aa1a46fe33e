import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import { BLOCKED_KEYS } from '../../../catalogue/parts/part-keys.ts'
import type { Plan } from '../planning/plan.ts'
import type { PresentPart } from '../planning/present.ts'
import { toJson } from '../to-json.ts'
import type { Ids } from './ids.ts'
import { rememberCreated } from './remember-created.ts'
import {
  ADD_BOXES,
  ADD_PARTS,
  ADD_SELLER_PARTS,
  ADD_SELLERS,
  ADD_TYPES,
  CHANGE_PARTS,
  DRAW_PARTS,
} from './statements.ts'
import type { UndoLog } from './undo-log.ts'

/** Websites of well-known sellers; others have none until somebody writes it. */
const WEBSITES: Readonly<Record<string, string>> = {
  'Digi-Key': 'https://www.digikey.com',
  Mouser: 'https://www.mouser.com',
  LCSC: 'https://www.lcsc.com',
  Farnell: 'https://www.farnell.com',
  TME: 'https://www.tme.eu',
  Reichelt: 'https://www.reichelt.de',
  RS: 'https://www.rs-online.com',
}

/** Writes types, sellers and boxes, which other records refer to. */
export async function writeNamed(unit: UnitOfWork, plan: Plan, ids: Ids, log: UndoLog): Promise<void> {
  if (plan.types.length > 0) {
    const types = await unit.query(ADD_TYPES, [plan.types.map(({ name }) => name)])
    const byName = new Map(types.map(({ id, name }) => [name, id]))
    ids.types.push(...plan.types.map(({ name }) => byName.get(name) ?? 0))
    for (const { id } of types) log.add('type', id)
  }
  if (plan.sellers.length > 0) {
    const names = plan.sellers.map(({ name }) => name)
    const sellers = await unit.query(ADD_SELLERS, [names, names.map((name) => WEBSITES[name] ?? '')])
    const byName = new Map(sellers.map(({ id, name }) => [name, id]))
    ids.sellers.push(...names.map((name) => byName.get(name) ?? 0))
    for (const { id } of sellers) log.add('seller', id)
  }
  if (plan.boxes.length > 0) {
    const boxes = await unit.query(ADD_BOXES, [
      plan.boxes.map(({ description }) => description),
      plan.boxes.map(({ capacity }) => capacity),
    ])
    const byDescription = new Map(boxes.map(({ box_no, description }) => [description, box_no]))
    ids.boxes.push(...plan.boxes.map(({ description }) => byDescription.get(description) ?? 0))
    for (const { box_no } of boxes) log.add('box', box_no)
  }
}

/** Writes new parts, changed fields, and the numbers that sellers have for parts. @returns the keys of the new parts. */
export async function writeParts(
  unit: UnitOfWork,
  plan: Plan,
  {
    importId,
    ids,
    log,
    present,
  }: { importId: number; ids: Ids; log: UndoLog; present: ReadonlyMap<number, PresentPart> },
): Promise<string[]> {
  const keys = await addParts(unit, plan, { importId, ids, log })
  await changeParts(unit, plan, { ids, log, present })
  if (plan.sellerParts.length === 0) return keys
  const added = await unit.query(ADD_SELLER_PARTS, [
    plan.sellerParts.map(({ part }) => ids.part(part)),
    plan.sellerParts.map(({ seller }) => ids.seller(seller)),
    plan.sellerParts.map(({ number }) => number),
    plan.sellerParts.map(({ link }) => link),
  ])
  for (const { id, part_id: owner } of added) log.add('seller_part', id, null, { owner })
  return keys
}

async function addParts(
  unit: UnitOfWork,
  { parts }: Plan,
  { importId, ids, log }: { importId: number; ids: Ids; log: UndoLog },
): Promise<string[]> {
  if (parts.length === 0) return []
  const drawn = await unit.query(DRAW_PARTS, [parts.length, BLOCKED_KEYS])
  const rows = drawn.map((numbers, index) => {
    const part = parts[index]
    if (part === undefined) throw new Error('more parts were drawn than are planned')
    const { texts, description, tags, type, pinCount, minimumQuantity } = part
    return {
      ...texts,
      ...numbers,
      description,
      tags,
      type_id: type === null ? null : ids.type(type),
      pin_count: pinCount,
      minimum_quantity: minimumQuantity,
    }
  })
  await unit.query(ADD_PARTS, [toJson(rows)])
  const added = drawn.map(({ id }) => id)
  ids.parts.push(...added)
  await rememberCreated(unit, importId, parts, added)
  for (const id of added) log.add('part', id)
  return drawn.map(({ key }) => key)
}

async function changeParts(
  unit: UnitOfWork,
  { partChanges }: Plan,
  { ids, log, present }: { ids: Ids; log: UndoLog; present: ReadonlyMap<number, PresentPart> },
): Promise<void> {
  const changes = [...partChanges.values()].sort((a, b) => a.partId - b.partId)
  if (changes.length === 0) return
  const rows = changes.map(({ partId, texts, tags, type, pinCount, minimumQuantity }) => ({
    id: partId,
    ...texts,
    tags,
    type_id: type === undefined ? undefined : ids.type(type),
    pin_count: pinCount,
    minimum_quantity: minimumQuantity,
  }))
  await unit.query(CHANGE_PARTS, [toJson(rows)])
  for (const { id, ...after } of rows) {
    const part = present.get(id)
    const before = Object.fromEntries(
      Object.entries(after).flatMap(([field, value]) =>
        value === undefined ? [] : [[field, { from: part === undefined ? null : Reflect.get(part, field), to: value }]],
      ),
    )
    log.add('part_fields', id, before)
  }
}
