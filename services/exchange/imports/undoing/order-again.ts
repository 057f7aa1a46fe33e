import type { DoingAgain } from '../../../stock/operations/effects.ts'
import { RECEIVED_BY_IMPORTS_SINCE, WAIT_FOR_ORDERS } from './order-again-statements.ts'

/**
 * Pieces of an order are not received again while a file is written: it may have the same order. What it has received shows
 * afterwards. A receipt by hand may name no order: it is not done again when an import has received its line since, or the part from
 * its seller.
 */
export const orderAgain: DoingAgain = {
  lock: async (unit, { root }) => {
    await unit.query(WAIT_FOR_ORDERS, [root])
  },

  async findObstacles(db, operations) {
    const found = await db.query(RECEIVED_BY_IMPORTS_SINCE, [
      operations.map(({ id }) => id),
      operations.map(({ root }) => root),
    ])
    return new Map(found.map(({ id, reason }) => [id, reason]))
  },
}
