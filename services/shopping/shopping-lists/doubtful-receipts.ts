import type { Queries } from '../../stock/operations/effects.ts'
import type { EarlierReceipt } from '../../stock/receipts/earlier-receipts-sql.ts'
import { SETTLED_LINES } from './line-statements.ts'

/** Which lines that receipts were for get no more pieces. */
export async function settledLines(
  db: Queries,
  receipts: readonly Pick<EarlierReceipt, 'line_id'>[],
): Promise<ReadonlySet<number>> {
  const lines = [...new Set(receipts.flatMap(({ line_id }) => line_id ?? []))]
  if (lines.length === 0) return new Set()
  return new Set((await db.query(SETTLED_LINES, [lines])).map(({ id }) => id))
}

/** Whether a receipt was for another line that gets no more pieces, and not of the order in question. */
export function isOfSettledLine(
  { line_id: lineId, is_of_order: isOfOrder }: Pick<EarlierReceipt, 'line_id' | 'is_of_order'>,
  settled: ReadonlySet<number>,
): boolean {
  return lineId !== null && !isOfOrder && settled.has(lineId)
}

/** What pieces come for. */
export interface ReceivedLine {
  id: number
  by: 'scan' | 'hand'
  /** Whether the line has not received more than was ordered, these pieces counted. */
  isWithin: boolean
}

/**
 * Those of the receipts that may have brought the same pieces as are received for a line. Several deliveries of a line are others, as long
 * as they come in the same way and are no more than were ordered; and so are those for lines that were settled before.
 */
export async function doubtfulFor(
  db: Queries,
  { id, by, isWithin }: ReceivedLine,
  receipts: readonly EarlierReceipt[],
): Promise<EarlierReceipt[]> {
  const settled = await settledLines(
    db,
    receipts.filter(({ line_id }) => line_id !== id),
  )
  return receipts.filter((receipt) => {
    if (receipt.line_id === id) return !isWithin || receipt.by !== by
    return !isOfSettledLine(receipt, settled)
  })
}
