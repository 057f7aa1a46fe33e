import { findDatabaseError, NUMERIC_VALUE_OUT_OF_RANGE, violates } from '../../../../plugins/database/database-error.ts'
import type { RowOf } from '../../../../plugins/database/statement.ts'
import { partNotFound } from '../../../catalogue/parts/part-not-found.ts'
import { doubtfulFor, type ReceivedLine } from '../../../shopping/shopping-lists/doubtful-receipts.ts'
import type { Place } from '../../../stock/inventory/inventory-service.ts'
import { earlierInWords } from '../../../stock/receipts/earlier-receipts.ts'
import { type NewReceipt, receiptRows } from '../../../stock/receipts/receipt-service.ts'
import { bagId } from '../matching/bag-id.ts'
import { withoutOtherBags } from '../matching/other-bags.ts'
import { notRemembered, type RememberedNumber } from './number-to-remember.ts'
import { confirmationRequired, refuseScan } from './refusals.ts'
import type { ScanStep } from './scan-step.ts'
import { BOOK } from './statements.ts'

/** What is stored at the end of a scan. */
export interface Booking {
  partKey: string
  /** Whether the bag is booked by it. */
  isBag: boolean
  receipts: readonly NewReceipt[]
  /** Where pieces came; not set where none did. */
  filled?: Place & { qty: number }
  /** The line of a shopping list that the pieces come for; not set where there is none. */
  line?: ReceivedLine
  /** By what the part is to be known from now on; null for nothing more. */
  number: RememberedNumber | null
}

type Booked = RowOf<typeof BOOK.plain>

/**
 * Stores a scan, and reads what there is now, in one statement.
 *
 * @param how what else it does, and the values for that.
 * @throws DomainError 404 when the part was deleted meanwhile; 409 when somebody has booked the bag at the same time.
 */
export async function finishScan(
  step: ScanStep,
  { partKey, isBag, receipts, filled, line, number }: Booking,
  how: { as: keyof typeof BOOK; values: readonly unknown[] } = { as: 'plain', values: [] },
): Promise<Booked> {
  const { unit, known, operation, order, warnings } = step
  const bag = isBag ? bagId(known.reading.bag) : null
  const values = [
    partKey,
    receiptRows(receipts),
    bag,
    bag === null ? null : known.bag.bookings + 1,
    operation.id,
    number?.sellerId ?? null,
    number?.number ?? null,
    filled?.boxNo ?? null,
    filled?.locNo ?? null,
    ...how.values,
  ]
  unit.belongsTo(operation.id)
  const [booked] = await unit.query(BOOK[how.as], values).catch((error) => {
    if (violates(error, 'scanned_bags_pkey'))
      throw confirmationRequired(['This bag was booked by somebody else just now'])
    if (findDatabaseError(error)?.code === NUMERIC_VALUE_OUT_OF_RANGE) {
      throw refuseScan(order.action, 'there would be more pieces than can be counted')
    }
    throw error
  })
  if (!booked) throw await partNotFound(unit, partKey)
  if (number !== null && !booked.is_remembered) {
    warnings.push(notRemembered(number))
  }
  const doubtful = withoutOtherBags(booked.earlier, { qty: filled?.qty ?? null, lineId: line?.id ?? null })
  const earlier = line === undefined ? doubtful : await doubtfulFor(unit, line, doubtful)
  warnings.push(...earlierInWords(earlier, partKey, receipts[0]?.orderNumber ?? null))
  if (booked.waiting !== null) {
    warnings.push(`The list "${booked.waiting}" waits for such pieces: to receive these there, undo this first`)
  }
  if (filled !== undefined && isFirstIn(filled, booked) && booked.beside.length > 0) {
    warnings.push(`${filled.boxNo}-${filled.locNo} holds ${booked.beside.join(' and ')} already`)
  }
  return booked
}

/** Whether no piece of the part lay in the location before: somebody may have taken it for a free one. */
function isFirstIn({ boxNo, locNo, qty }: Place & { qty: number }, { locations }: Booked): boolean {
  return locations.some((pile) => pile.box_no === boxNo && pile.loc_no === locNo && pile.qty === qty)
}
