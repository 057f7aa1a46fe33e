import type { MatchedRow } from '../model.ts'
import { listedName } from './kinds/listed-name.ts'
import { orderBases } from './kinds/order-sources.ts'
import { orderOf, sellerOf } from './kinds/plan-order.ts'
import { ReceivedBefore } from './kinds/received-pieces.ts'
import { UnnamedReceipts } from './kinds/unnamed-receipts.ts'
import type { Present, Queries } from './present.ts'
import { RECEIVED_BEFORE, RECEIVED_ON_LINES, RECEIVED_WITHOUT_ORDER } from './received-statements.ts'

/** Whose order it is, where rows do not say it themselves, and the list whose lines are received. */
interface Asked {
  present: Present
  sellerName: string | null
  orderNumber: string | null
  sha256: string
  listId: number | null
}

/** What came by scan or by hand. */
export interface Received {
  /** Of the orders of a file: under their numbers, and for the lines of lists that wait for them. */
  received: ReceivedBefore
  /** What may be of them. */
  unnamed: UnnamedReceipts
}

export function nothingReceived(): Received {
  return { received: new ReceivedBefore(), unnamed: new UnnamedReceipts() }
}

export async function receivedBefore(
  db: Queries,
  rows: readonly MatchedRow[],
  { present, sellerName, orderNumber, sha256, listId }: Asked,
): Promise<Received> {
  const orders = new Map<string, { seller: number; number: string }>()
  const bases = new Set<string>()
  const sellers = new Set<number>()
  const numbers = new Set<string>()
  for (const { fields } of rows) {
    const seller = present.sellers.idOf(sellerOf(fields, { sellerName }) ?? '')
    const number = fields.order_number ?? orderNumber
    // Shops write their numbers in capitals, and people as they like.
    const written = number === null ? [] : [number, number.toUpperCase(), number.toLowerCase()]
    for (const each of written) numbers.add(each)
    if (seller === undefined) continue
    sellers.add(seller)
    for (const base of orderBases(orderOf(fields, { sellerName, orderNumber, sha256 }))) bases.add(listedName(base))
    for (const each of written) orders.set(`${seller} ${each}`, { seller, number: each })
  }
  const parts = [...present.parts.values()].map(({ id }) => id)
  if ((sellers.size === 0 && numbers.size === 0) || parts.length === 0) return nothingReceived()
  const all = [...orders.values()]
  const numbered = await db.query(RECEIVED_BEFORE, [
    all.map(({ seller }) => seller),
    all.map(({ number }) => number),
    parts,
    [...numbers],
  ])
  const onLines = await db.query(RECEIVED_ON_LINES, [parts, [...sellers], [...bases], listId])
  const unnamed = await db.query(RECEIVED_WITHOUT_ORDER, [parts, [...sellers], listId])
  const received = new ReceivedBefore([
    ...numbered.map(({ part_id, seller_id, order_number, order_line, qty }) => ({
      partId: part_id,
      sellerId: seller_id,
      orderNumber: order_number,
      orderLine: order_line,
      qty,
      line: null,
    })),
    ...onLines.map(({ id, part_id, seller_id, open, counted, qty }) => ({
      partId: part_id,
      sellerId: seller_id,
      orderNumber: null,
      orderLine: null,
      qty,
      line: open === null ? null : { id, open, counted },
    })),
  ])
  return {
    received,
    unnamed: new UnnamedReceipts(
      unnamed.map(({ part_id: partId, seller_id: sellerId, ...receipt }) => ({ partId, sellerId, ...receipt })),
    ),
  }
}
