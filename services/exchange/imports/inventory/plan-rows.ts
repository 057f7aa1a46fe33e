import { inventoryOptions, type Options } from '../options.ts'
import type { Plan } from '../planning/plan.ts'
import type { PlannedRow } from '../planning/planned-row.ts'
import type { Present, Queries } from '../planning/present.ts'
import { InventoryPlanner } from './plan-inventory.ts'
import { asPresent, loadInventory } from './present-inventory.ts'

/** Plans the records of an export of a whole inventory. */
export async function planInventory(
  db: Queries,
  options: Options,
  planned: readonly PlannedRow[],
): Promise<{ plan: Plan; present: Present }> {
  const there = await loadInventory(
    db,
    planned.flatMap(({ row }) => row.fields.record ?? []),
  )
  const planner = new InventoryPlanner(there, inventoryOptions(options).on_existing === 'overwrite')
  for (const row of planned) planner.add(row)
  return { plan: planner.plan, present: asPresent(there) }
}
