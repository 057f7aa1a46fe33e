import type { UnitOfWork } from '../../../plugins/database/database.ts'
import type { PileAddress } from '../inventory/change-piles.ts'
import { RESTORE_PILES } from './pile-state-statements.ts'

/**
 * Has piles be those again that an operation emptied, with the time at which they were counted. Called when their pieces
 * have been put back. Pieces that came to other ones make no counted pile of these.
 *
 * @param operationId of the operation that emptied the piles.
 * @param changes the pieces that were put back.
 */
export async function restorePiles(
  unit: UnitOfWork,
  operationId: string,
  changes: readonly (PileAddress & { delta: number })[],
): Promise<void> {
  if (!changes.some(({ delta }) => delta > 0)) return
  await unit.query(RESTORE_PILES, [
    operationId,
    changes.map(({ partId }) => partId),
    changes.map(({ boxNo }) => boxNo),
    changes.map(({ locNo }) => locNo),
    changes.map(({ delta }) => delta),
  ])
}
