import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import type { PartService } from '../../catalogue/parts/part-service.ts'
import type { Arrival } from './earlier-receipts.ts'
import type { EarlierReceipt } from './earlier-receipts-sql.ts'
import type { ReceiptDto } from './schemas.ts'
import { ADD_RECEIPTS, EARLIER_OF_ORDER, EARLIER_RECEIPTS, RECEIPTS_OF_PART } from './statements.ts'

/** Where received pieces came from, as far as it is known. */
export interface ReceiptOrigin {
  sellerId: number | null
  orderNumber?: string | null
  /** Other numbers by which the bag or the file names its order, in capitals. */
  otherNumbers?: readonly string[] | null
  orderLine?: number | null
  /** Numbers of the seller and the maker for the part, on the bag or in the file, as `partNumbers` has them. */
  partNumbers?: readonly string[]
  /** As "2026-11-26". */
  orderedOn?: string | null
  /** A decimal number as text, together with `currency`. */
  unitPrice?: string | null
  /** ISO 4217. */
  currency?: string | null
  importId?: number | null
}

/** The receipt of the pieces of one row of the ledger. */
export interface NewReceipt extends ReceiptOrigin {
  historyId: number
}

/** Where the pieces of a part came from, and what they cost. */
export class ReceiptService {
  readonly #db: Database
  readonly #parts: Pick<PartService, 'identify'>

  constructor(db: Database, parts: Pick<PartService, 'identify'>) {
    this.#db = db
    this.#parts = parts
  }

  /** Stores receipts in the unit of work that wrote their rows of the ledger, in one statement. */
  async record(unit: UnitOfWork, receipts: readonly NewReceipt[]): Promise<void> {
    if (receipts.length > 0) await unit.query(ADD_RECEIPTS, [receiptRows(receipts)])
  }

  /**
   * The receipts of a part, the newest first.
   *
   * @param page `before` is the id of the last receipt of the page before.
   * @throws DomainError 404 for an unknown part.
   */
  async ofPart(partKey: string, page: { limit: number; before: number | null }): Promise<ReceiptDto[]> {
    const { id } = await this.#parts.identify(partKey)
    return this.#db.query(RECEIPTS_OF_PART, [id, page.before, page.limit])
  }
}

/**
 * The receipts that may have brought the same pieces as rows of a file, in one statement, the latest first.
 *
 * @returns with the place of the pieces among the given ones, from 1.
 */
export async function findEarlier(
  db: Pick<Database | UnitOfWork, 'query'>,
  arrivals: readonly Arrival[],
): Promise<EarlierReceipt[]> {
  return db.query(EARLIER_RECEIPTS, [
    arrivals.map(({ partId }) => partId),
    arrivals.map(({ sellerId }) => sellerId),
    arrivals.map(({ orderNumber }) => orderNumber),
    arrivals.map(({ orderLine = null }) => orderLine),
    arrivals.map(({ orderedOn = null }) => orderedOn),
    arrivals.map(({ otherNumbers = [] }) => (otherNumbers.length === 0 ? null : JSON.stringify(otherNumbers))),
  ])
}

/** The same of some pieces, together with what was received of their order as other parts. */
export async function findEarlierOfOrder(
  db: Pick<Database | UnitOfWork, 'query'>,
  { partId, sellerId, orderNumber }: Arrival,
  qty: number,
): Promise<EarlierReceipt[]> {
  return db.query(EARLIER_OF_ORDER, [partId, sellerId, orderNumber, qty])
}

/** Receipts as `addReceipts` takes them. */
export function receiptRows(receipts: readonly NewReceipt[]): string {
  return JSON.stringify(receipts.map(toRow))
}

function toRow({ historyId, sellerId, importId = null, ...receipt }: NewReceipt) {
  const {
    orderNumber = null,
    otherNumbers = null,
    orderLine = null,
    partNumbers = [],
    orderedOn = null,
    unitPrice = null,
    currency = null,
  } = receipt
  return {
    history_id: historyId,
    seller_id: sellerId,
    order_number: orderNumber,
    ...(otherNumbers !== null && otherNumbers.length > 0 && { other_numbers: otherNumbers }),
    order_line: orderLine,
    ...(partNumbers.length > 0 && { part_numbers: partNumbers }),
    ordered_on: orderedOn,
    unit_price: unitPrice,
    currency,
    import_id: importId,
  }
}
