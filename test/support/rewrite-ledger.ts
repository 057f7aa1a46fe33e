import type { Database } from '../../plugins/database/database.ts'

/** Runs a statement that changes rows of the ledger, which the database refuses otherwise. */
export async function rewriteLedger(db: Database, statement: string, values: readonly unknown[] = []): Promise<void> {
  await db.transaction(async (unit) => {
    await unit.query('alter table quantity_history disable trigger user')
    await unit.query(statement, values)
    await unit.query('alter table quantity_history enable trigger user')
    // No trigger has marked the days.
    await unit.query('delete from day_figures')
    await unit.query('delete from hour_figures')
    await unit.query(`update inventory_figures set counted_until = '-infinity'`)
  })
}
