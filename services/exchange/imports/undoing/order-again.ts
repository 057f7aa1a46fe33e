import type { DoingAgain } from '../../../stock/operations/effects.ts'
import { WAIT_FOR_ORDERS } from './order-again-statements.ts'

/**
 * Pieces of an order are not received again while a file is written: it may have the same order. What it has received shows
 * afterwards.
 */
export const orderAgain: DoingAgain = {
  lock: async (unit, { root }) => {
    await unit.query(WAIT_FOR_ORDERS, [root])
  },
}
