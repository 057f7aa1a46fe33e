import type { EarlierReceipt } from '../../../stock/receipts/earlier-receipts-sql.ts'
import type { Queries } from './present.ts'
import { BROUGHT_OF_LINES } from './received-statements.ts'

/** Pieces of a line of an order that a bag has named, of a part that is not in the file. */
export interface LineOfOtherPart {
  partKey: string
  receipt: Omit<EarlierReceipt, 'n' | 'part_id'>
}

interface LineOfOrder {
  rowNo: number
  sellerId: number
  orderNumber: string
  orderLine: number
}

/** Which lines of orders came before as other parts, by the numbers of the rows. */
export async function linesOfOtherParts(
  db: Queries,
  lines: readonly LineOfOrder[],
  { orders, parts }: { orders: readonly { seller: number; number: string }[]; parts: readonly number[] },
): Promise<ReadonlyMap<number, readonly LineOfOtherPart[]>> {
  if (lines.length === 0) return new Map()
  const sellers = orders.map(({ seller }) => seller)
  const found = await db.query(BROUGHT_OF_LINES, [sellers, orders.map(({ number }) => number), parts])
  const byLine = Map.groupBy(found, ({ seller_id, order_number, order_line }) =>
    nameOf(seller_id, order_number, order_line),
  )
  return new Map(
    lines.flatMap(({ rowNo, sellerId, orderNumber, orderLine }) => {
      const brought = byLine.get(nameOf(sellerId, orderNumber, orderLine))
      if (brought === undefined) return []
      return [[rowNo, brought.map(({ part_key, ...receipt }) => ({ partKey: part_key, receipt: asReceipt(receipt) }))]]
    }),
  )
}

function nameOf(sellerId: number, orderNumber: string, orderLine: number): string {
  return `${sellerId} ${orderLine} ${orderNumber.toUpperCase()}`
}

function asReceipt(
  receipt: Pick<EarlierReceipt, 'operation_id' | 'received_at' | 'source' | 'qty' | 'order_number'>,
): LineOfOtherPart['receipt'] {
  const { operation_id, received_at, source, qty, order_number } = receipt
  const known = { operation_id, received_at, source, qty, order_number }
  return { ...known, by: 'scan', import_id: null, file: null, line_id: null, is_of_order: true }
}
