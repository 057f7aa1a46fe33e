import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import type { InventoryPlan } from './inventory-plan.ts'
import { PART_IDS, SELLER_IDS, TYPE_IDS } from './write-statements.ts'

/** Ids by the names that an export uses. */
export interface Names {
  part(key: string): number
  seller(name: string): number
}

function finder(rows: ReadonlyMap<string, number>) {
  return (name: string) => {
    const id = rows.get(name)
    if (id === undefined) throw new Error('the plan of an inventory refers to a record that is not there')
    return id
  }
}

/** Looks up the parts and sellers that a plan names, after they were added. */
export async function namesIn(unit: UnitOfWork, plan: InventoryPlan): Promise<Names> {
  const kitKeys = plan.kits.flatMap(({ lines, unfitted }) => [
    ...lines.flatMap(({ key, alternates }) => [key, ...alternates]),
    ...unfitted.flatMap(({ key }) => key ?? []),
  ])
  const ofLists = plan.lists.flatMap(({ lines }) => lines)
  const keys = [...plan.links, ...plan.numbers, ...plan.codes, ...ofLists].map(({ key }) => key)
  const parts = await unit.query(PART_IDS, [[...new Set([...keys, ...kitKeys])]])
  const names = [...plan.links, ...plan.numbers, ...plan.lists.flatMap(({ groups }) => groups)].map(
    ({ seller }) => seller,
  )
  const ofLines = plan.lists.flatMap(({ lines }) => lines.flatMap(({ seller }) => seller ?? []))
  const sellers = await unit.query(SELLER_IDS, [[...new Set([...names, ...ofLines])]])
  return {
    part: finder(new Map(parts.map(({ id, key }) => [key, id]))),
    seller: finder(new Map(sellers.map(({ id, name }) => [name, id]))),
  }
}

/** Looks up the types of the parts of a plan. */
export async function typesIn(unit: UnitOfWork, plan: InventoryPlan): Promise<(name: string | null) => number | null> {
  const names = [...plan.parts.map(({ data }) => data.type), ...plan.partChanges.map(({ type }) => type)]
  const types = await unit.query(TYPE_IDS, [[...new Set(names.flatMap((name) => name ?? []))]])
  const find = finder(new Map(types.map(({ id, name }) => [name, id])))
  return (name) => (name === null ? null : find(name))
}
