import type { EarlierReceipt } from '../../../stock/receipts/earlier-receipts-sql.ts'

/** A receipt that may have brought the same pieces as a bag. */
export interface BookedBefore extends EarlierReceipt {
  /** Whether it has booked another bag: one with another code. */
  is_other_bag: boolean
}

/** SQL whether the receipt `earlier` has booked another bag. @param bag SQL for the bag; null where it is none. */
export function isOtherBag(bag: string): string {
  return `exists (select from scanned_bags b where b.operation_id = earlier.operation_id and b.bag <> ${bag})`
}

/**
 * The receipts without those of other bags. Such a bag of the same order may still be the same one where both hold as many pieces, as some bags
 * have two codes; and it counts for a line of a list that it was for.
 */
export function withoutOtherBags(
  receipts: readonly BookedBefore[],
  { qty, lineId = null }: { qty: number | null; lineId?: number | null },
): BookedBefore[] {
  return receipts.filter(
    (receipt) =>
      !receipt.is_other_bag ||
      (receipt.is_of_order && (receipt.qty === qty || (lineId !== null && receipt.line_id === lineId))),
  )
}
