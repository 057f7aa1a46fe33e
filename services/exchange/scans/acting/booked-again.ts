import { violates } from '../../../../plugins/database/database-error.ts'
import { invalidOperation } from '../../../../plugins/errors/domain-error.ts'
import type { DoingAgain } from '../../../stock/operations/effects.ts'
import { BOOK_BAG_AGAIN, BOOKED_AGAIN } from './booked-again-statements.ts'

/** A booking is not done again when the same bag, or the same order, was booked after it was undone: nobody would notice. */
export const bookingAgain: DoingAgain = {
  async findObstacles(db, operations) {
    const again = await db.query(BOOKED_AGAIN, [operations.map(({ id }) => id), operations.map(({ root }) => root)])
    return new Map(again.map(({ id, reason }) => [id, reason]))
  },

  // A scan that was begun before takes the same number of the bag, and only one of the two is stored.
  async claim(unit, { root }) {
    await unit.query(BOOK_BAG_AGAIN, [root]).catch((error) => {
      if (!violates(error, 'scanned_bags_pkey')) throw error
      throw invalidOperation('undo this operation', 'somebody else has booked the same code just now')
    })
  },
}
