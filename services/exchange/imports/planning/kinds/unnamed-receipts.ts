import type { PlannedRow } from '../planned-row.ts'
import type { Ref } from '../refs.ts'

/** Pieces that somebody has received of a seller without saying of which order. */
export interface UnnamedReceipt {
  partId: number
  sellerId: number
  /** As "2026-11-26". */
  day: string
  qty: number
  /** What the ledger says of it, such as "shopping-list 3 line 12". */
  source: string | null
}

/** Receipts that may be of any order: whether they are of that of a file only people know. */
export class UnnamedReceipts {
  readonly #byPart: ReadonlyMap<Ref, UnnamedReceipt[]>

  constructor(receipts: readonly UnnamedReceipt[] = []) {
    this.#byPart = Map.groupBy(receipts, ({ partId }) => partId)
  }

  /** Names the receipts that the pieces of a row may be among. @param pieces that are proposed. */
  warn(planned: PlannedRow, { part, seller, pieces }: { part: Ref; seller: Ref; pieces: number }): void {
    const { order_date: ordered } = planned.row.fields
    const found = (this.#byPart.get(part) ?? []).filter(
      ({ sellerId, day }) => sellerId === seller && (ordered === undefined || day >= ordered),
    )
    const [latest] = found
    if (latest === undefined) return
    const qty = found.reduce((sum, receipt) => sum + receipt.qty, 0)
    const source = latest.source === null ? '' : ` (${latest.source})`
    const when = found.length === 1 ? `on ${latest.day}${source}` : `lately, the last of them on ${latest.day}${source}`
    planned.problems.warn(
      'RECEIVED_WITHOUT_ORDER',
      'quantity',
      `${qty} pieces of the part came from this seller ${when}, for no order: skip the row if these ${pieces} are among them`,
    )
  }
}
