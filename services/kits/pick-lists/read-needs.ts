import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import type { Need } from './allocation.ts'
import { LOCK_PARTS, LOCK_PILES, NEED_OF_CONTENT, NEEDS_OF_KIT } from './stock-statements.ts'

/** Reads what a kit needs of each part and where the part is, by content id, all of one moment. */
export async function readNeeds(db: Pick<Database, 'query'>, kitId: number): Promise<Need[]> {
  return db.query(NEEDS_OF_KIT, [kitId, null])
}

/** The same for one content, as if the open line `lineId` did not exist. */
export async function readNeedWithout(
  unit: UnitOfWork,
  { contentId, lineId }: { contentId: number; lineId: number },
): Promise<Need> {
  const [need] = await unit.query(NEED_OF_CONTENT, [contentId, lineId])
  if (!need) throw new Error(`kit content ${contentId} is gone`)
  return need
}

/**
 * Locks the parts of a kit, or of one content, and their piles, so that of two plans for the last pieces the second one
 * sees what the first one holds. The parts are locked as well because a pile may be added between the two statements.
 */
export async function lockStock(unit: UnitOfWork, of: { kitId: number } | { contentId: number }): Promise<void> {
  const [owner, id] = 'kitId' in of ? (['ofKit', of.kitId] as const) : (['ofContent', of.contentId] as const)
  await unit.query(LOCK_PARTS[owner], [id])
  await unit.query(LOCK_PILES[owner], [id])
}
