import type { UnitOfWork } from '../../../plugins/database/database.ts'
import type { PileAddress } from '../inventory/change-piles.ts'
import { READ_MARKS_AGAIN } from './statements.ts'

/**
 * Has piles say when they were last counted at their place. Called when pieces are put back to where they were taken from:
 * a pile that was emptied in between is a new one, and knows nothing of its counts.
 */
export async function readMarksAgain(unit: UnitOfWork, piles: readonly PileAddress[]): Promise<void> {
  if (piles.length === 0) return
  await unit.query(READ_MARKS_AGAIN, [
    piles.map(({ partId }) => partId),
    piles.map(({ boxNo }) => boxNo),
    piles.map(({ locNo }) => locNo),
  ])
}
