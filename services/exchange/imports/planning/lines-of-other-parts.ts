import type { RowOf } from '../../../../plugins/database/statement.ts'
import type { EarlierReceipt } from '../../../stock/receipts/earlier-receipts-sql.ts'
import type { SameBy } from '../../../stock/receipts/other-parts-sql.ts'
import type { Queries } from './present.ts'
import { RECEIVED_OF_ORDERS } from './received-statements.ts'

/** Pieces of the order of a row that were received as another part, and may be the same. */
export interface LineOfOtherPart {
  partKey: string
  sameBy: SameBy
  receipt: Omit<EarlierReceipt, 'n' | 'part_id'>
}

/** A row of a file, as far as it tells which pieces it is about. */
export interface RowOfOrder {
  rowNo: number
  /** Null for a part that is still to be made. */
  partId: number | null
  /** 0 for a seller who is not here yet. */
  sellerId: number
  orderNumber: string
  /** Further numbers of its order. */
  otherNumbers: readonly string[]
  orderLine: number | null
  partNumbers: readonly string[]
  quantity: number | null
}

/** Pieces that were received of an order, and are those of a row of another part: rows of their own part do not get them. */
export interface PiecesOfOtherRow {
  partId: number
  sellerId: number | null
  orderLine: number | null
  qty: number
}

interface OtherParts {
  /** By the numbers of the rows. */
  byRow: ReadonlyMap<number, readonly LineOfOtherPart[]>
  ofOtherRows: readonly PiecesOfOtherRow[]
}

type Found = RowOf<typeof RECEIVED_OF_ORDERS>

/** What scans and hands have received of the orders of a file as other parts than those of its rows. */
export async function linesOfOtherParts(db: Queries, rows: readonly RowOfOrder[]): Promise<OtherParts> {
  if (rows.length === 0) return { byRow: new Map(), ofOtherRows: [] }
  const found = await db.query(RECEIVED_OF_ORDERS, [JSON.stringify(rows.map(toJsonRow))])
  const parts = new Set(rows.map(({ partId }) => partId))
  const byRow = new Map<number, LineOfOtherPart[]>()
  const ofOtherRows: PiecesOfOtherRow[] = []
  for (const ofReceipt of Map.groupBy(found, ({ operation_id, part_id }) => `${operation_id} ${part_id}`).values()) {
    const { told, isTaken } = dealOut(ofReceipt, parts)
    for (const each of told) byRow.set(each.n, [...(byRow.get(each.n) ?? []), lineOf(each)])
    const [first] = told
    if (first === undefined || !isTaken) continue
    const { part_id: partId, seller_id: sellerId, order_line: orderLine, qty } = first
    ofOtherRows.push({ partId, sellerId, orderLine, qty })
  }
  return { byRow, ofOtherRows }
}

/** How surely pieces are those of a row; more where it is less. A number says more than a line, as files count lines as they like. */
function doubtOf({ same_by: by, has_number: hasNumber }: Found): number {
  if (hasNumber) return by === 'line' ? 0 : 1
  return by === 'line' ? 2 : 3
}

/**
 * To which rows a receipt is told. Pieces of a part that the file has, too, are mostly those of its own rows: only where the number of
 * another row is theirs, these are told, and get them.
 */
function dealOut(
  ofReceipt: readonly Found[],
  parts: ReadonlySet<number | null>,
): { told: readonly Found[]; isTaken: boolean } {
  const least = (rows: readonly Found[]) => Math.min(...rows.map(doubtOf))
  const others = ofReceipt.filter(({ is_own }) => !is_own)
  const doubt = least(others)
  const told = others.filter((each) => doubtOf(each) === doubt)
  const [first] = others
  if (first === undefined || !parts.has(first.part_id)) return { told, isTaken: false }
  const own = least(ofReceipt.filter(({ is_own }) => is_own))
  return doubt <= 1 && doubt < own ? { told, isTaken: own > 2 } : { told: [], isTaken: false }
}

function toJsonRow({
  rowNo,
  partId,
  sellerId,
  orderNumber,
  otherNumbers,
  orderLine,
  partNumbers,
  quantity,
}: RowOfOrder) {
  return {
    n: rowNo,
    part_id: partId,
    seller_id: sellerId,
    order_number: orderNumber,
    ...(otherNumbers.length > 0 && { other_numbers: otherNumbers }),
    order_line: orderLine,
    qty: quantity,
    ...(partNumbers.length > 0 && { part_numbers: partNumbers }),
  }
}

function lineOf({ part_key: partKey, same_by: sameBy, ...receipt }: Found): LineOfOtherPart {
  const { operation_id, received_at, source, qty, order_number, by } = receipt
  const known = { operation_id, received_at, source, qty, order_number, by, same_by: sameBy, other_part: partKey }
  return { partKey, sameBy, receipt: { ...known, import_id: null, file: null, line_id: null, is_of_order: true } }
}
