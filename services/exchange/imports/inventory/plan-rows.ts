import { inventoryOptions } from '../chosen-options.ts'
import { eachInTurns } from '../each-in-turns.ts'
import type { Options } from '../options.ts'
import type { Plan } from '../planning/plan.ts'
import type { PlannedRow } from '../planning/planned-row.ts'
import type { Present, Queries } from '../planning/present.ts'
import { InventoryPlanner } from './plan-inventory.ts'
import { planTableRows, recordsOfRow } from './plan-table-rows.ts'
import { asPresent, loadInventory } from './present-inventory.ts'

/** Plans the records of an export of a whole inventory, or of its parts or stock. */
export async function planInventory(
  db: Queries,
  options: Options,
  planned: readonly PlannedRow[],
): Promise<{ plan: Plan; present: Present }> {
  const overwrites = inventoryOptions(options).on_existing === 'overwrite'
  const tableRows = planned.flatMap(({ row }) => row.fields.own_row ?? [])
  if (tableRows.length > 0) {
    const present = await loadInventory(db, tableRows.flatMap(recordsOfRow))
    return { plan: await planTableRows(present, planned, overwrites), present: asPresent(present) }
  }
  const there = await loadInventory(
    db,
    planned.flatMap(({ row }) => row.fields.record ?? []),
  )
  const planner = new InventoryPlanner(there, overwrites)
  await eachInTurns(planned, (row) => planner.add(row))
  return { plan: planner.plan, present: asPresent(there) }
}
