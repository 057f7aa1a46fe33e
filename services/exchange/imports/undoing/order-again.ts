import { momentInWords } from '../../../moment-in-words.ts'
import type { DoingAgain } from '../../../stock/operations/effects.ts'
import { RECEIVED_BY_IMPORTS_SINCE, WAIT_FOR_ORDERS } from './order-again-statements.ts'

/**
 * Pieces are not received again while a file is written: it may have the same ones. What it has received shows afterwards. A receipt for
 * a line of a list is not done again when an import has received that line since.
 */
export const orderAgain: DoingAgain = {
  lock: async (unit, { root }) => {
    await unit.query(WAIT_FOR_ORDERS, [root])
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
