import { momentInWords } from '../../moment-in-words.ts'
import type { EarlierReceipt } from './earlier-receipts-sql.ts'
import type { SameBy } from './other-parts-sql.ts'

/** More receipts are counted, and not named. */
const MOST_NAMES = 3

/** Pieces that come, as far as it is known of what order they are. */
export interface Arrival {
  partId: number
  /** Null where it is not known; 0 for a seller who is not here yet. */
  sellerId: number | null
  orderNumber: string | null
  /** Further numbers of the order. */
  otherNumbers?: readonly string[]
  orderLine?: number | null
  /** As "2026-11-26". */
  orderedOn?: string | null
}

/** `20 on 2026-11-28 02:30 UTC by hand for shopping-list 1 line 1 (operation 0197…)`. */
function receiptInWords({
  qty,
  received_at,
  by,
  source,
  file,
  order_number,
  is_of_order,
  operation_id,
}: Omit<EarlierReceipt, 'n' | 'part_id'>): string {
  const of = order_number === null || is_of_order ? '' : ` of order ${order_number}`
  const where = source === null ? '' : by === 'import' ? ` ${source.replace(/^import /, '')}` : ` for ${source}`
  const name = file === null ? '' : ` ("${file}")`
  return `${qty}${of} on ${momentInWords(received_at)} by ${by}${where}${name} (operation ${operation_id})`
}

/** Receipts that may have brought the same pieces, by when, by what and by which operation they came. */
export function receiptsInWords(receipts: readonly Omit<EarlierReceipt, 'n' | 'part_id'>[]): string {
  const named = receipts.slice(0, MOST_NAMES).map(receiptInWords).join('; ')
  const left = receipts.length - MOST_NAMES
  return left > 0 ? `${named}; and ${left} more` : named
}

export function piecesOf(receipts: readonly Pick<EarlierReceipt, 'qty'>[]): number {
  return receipts.reduce((sum, { qty }) => sum + qty, 0)
}

/** `1 piece of ABCD was`, `2 pieces of ABCD were`. */
function piecesAre(count: number, partKey: string): string {
  return count === 1 ? `1 piece of ${partKey} was` : `${count} pieces of ${partKey} were`
}

const SAME_BY: Readonly<Record<SameBy, string>> = {
  line: 'as both are of one line of it',
  number: 'as both have one number',
  quantity: 'as they are as many',
}

/** By what pieces that were received as another part may be the same, as it follows "may be the same,". */
function sameBy([receipt]: readonly Pick<EarlierReceipt, 'same_by'>[]): string {
  return SAME_BY[receipt?.same_by ?? 'line']
}

/**
 * What people are told who book pieces of which some may have come before, and what they can do about it.
 *
 * @param orderNumber of the pieces that are booked.
 */
export function earlierInWords(
  receipts: readonly Omit<EarlierReceipt, 'n' | 'part_id'>[],
  partKey: string,
  orderNumber: string | null,
): string[] {
  const asOther = receipts.filter(({ other_part }) => other_part !== null)
  const asPart = receipts.filter(({ other_part }) => other_part === null)
  const ofOrder = asPart.filter(({ is_of_order }) => is_of_order)
  const others = asPart.filter(({ is_of_order }) => !is_of_order)
  const warnings: string[] = []
  if (ofOrder.length > 0) {
    warnings.push(
      `${piecesAre(piecesOf(ofOrder), partKey)} received of order ${orderNumber} before: ${receiptsInWords(ofOrder)}. ` +
        'If these are the same, undo one of the two',
    )
  } else {
    // What came of the order as this part says more than what came as others.
    for (const [key, ofPart] of Map.groupBy(asOther, ({ other_part }) => other_part)) {
      warnings.push(
        `${piecesAre(piecesOf(ofPart), key ?? 'another part')} received of order ${orderNumber} before, and may be the same, ${sameBy(ofPart)}: ` +
          `${receiptsInWords(ofPart)}. If they are, undo one of the two`,
      )
    }
  }
  if (others.length > 0) {
    warnings.push(
      `${piecesAre(piecesOf(others), partKey)} received before, and may be the same, as not both name their order: ` +
        `${receiptsInWords(others)}. If they are, undo one of the two`,
    )
  }
  return warnings
}
