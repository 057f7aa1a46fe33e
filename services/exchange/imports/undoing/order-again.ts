import { momentInWords } from '../../../moment-in-words.ts'
import type { DoingAgain } from '../../../stock/operations/effects.ts'
import { lockOrders, orderLocks } from '../../../stock/receipts/order-locks.ts'
import { ORDERS_OF_OPERATION, RECEIVED_BY_IMPORTS_SINCE } from './order-again-statements.ts'

/**
 * Pieces of an order are not received again while others receive pieces of it, also as other parts: what these have received shows
 * afterwards. A receipt for a line of a list is not done again when an import has received that line since.
 */
export const orderAgain: DoingAgain = {
  lock: async (unit, { root }) => {
    const numbers = await unit.query(ORDERS_OF_OPERATION, [root])
    await lockOrders(unit, orderLocks(numbers.map(({ number }) => number)))
  },

  async findObstacles(db, operations) {
    const found = await db.query(RECEIVED_BY_IMPORTS_SINCE, [operations.map(({ id }) => id)])
    return new Map(
      found.map(({ id, import_id, file_name, operation_id, received_at }) => [
        id,
        `the line of the shopping list has received pieces since, on ${momentInWords(received_at)} by import ${import_id} ` +
          `("${file_name}", operation ${operation_id}); undo that first`,
      ]),
    )
  },
}
