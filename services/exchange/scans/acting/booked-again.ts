import { violates } from '../../../../plugins/database/database-error.ts'
import type { RowOf } from '../../../../plugins/database/statement.ts'
import { invalidOperation } from '../../../../plugins/errors/domain-error.ts'
import type { DoingAgain } from '../../../stock/operations/effects.ts'
import { receiptsInWords } from '../../../stock/receipts/earlier-receipts.ts'
import { BOOK_BAG_AGAIN, BOOKED_AGAIN } from './booked-again-statements.ts'

/** What stands in the place of a booking, as it follows "because". */
function inWords({ is_same_code, part_key, receipt }: RowOf<typeof BOOKED_AGAIN>): string {
  if (is_same_code || receipt === null) return 'the same code was booked again since; undo that first'
  const came = receiptsInWords([receipt])
  const as = receipt.other_part === null ? '' : `, as the part ${receipt.other_part}`
  return receipt.is_of_order
    ? `pieces of the order ${receipt.order_number} were received again since${as}; undo that first: ${came}`
    : `pieces of ${part_key} were received since, and may be the same; undo that first, or receive them anew: ${came}`
}

/**
 * A booking is not done again when the same bag, or pieces that may be the same, were booked after it was undone: nobody would notice.
 */
export const bookingAgain: DoingAgain = {
  async findObstacles(db, operations) {
    const again = await db.query(BOOKED_AGAIN, [operations.map(({ id }) => id), operations.map(({ root }) => root)])
    return new Map(again.map((found) => [found.id, inWords(found)]))
  },

  // A scan that was begun before takes the same number of the bag, and only one of the two is stored.
  async claim(unit, { root }) {
    await unit.query(BOOK_BAG_AGAIN, [root]).catch((error) => {
      if (!violates(error, 'scanned_bags_pkey')) throw error
      throw invalidOperation('undo this operation', 'somebody else has booked the same code just now')
    })
  },
}
