import type { MatchedRow } from '../model.ts'
import { listedName } from './kinds/listed-name.ts'
import { orderBases } from './kinds/order-sources.ts'
import { orderOf, sellerOf } from './kinds/plan-order.ts'
import { ReceivedBefore } from './kinds/received-pieces.ts'
import type { Present, Queries } from './present.ts'
import { RECEIVED_BEFORE, RECEIVED_ON_LINES } from './received-statements.ts'

/** Whose order it is, where rows do not say it themselves, and the list whose lines are received. */
interface Asked {
  present: Present
  sellerName: string | null
  orderNumber: string | null
  sha256: string
  listId: number | null
}

/** What of the orders of a file came by scan or by hand: under their numbers, and for the lines of lists that wait for them. */
export async function receivedBefore(
  db: Queries,
  rows: readonly MatchedRow[],
  { present, sellerName, orderNumber, sha256, listId }: Asked,
): Promise<ReceivedBefore> {
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
  if ((sellers.size === 0 && numbers.size === 0) || parts.length === 0) return new ReceivedBefore()
  const all = [...orders.values()]
  const numbered = await db.query(RECEIVED_BEFORE, [
    all.map(({ seller }) => seller),
    all.map(({ number }) => number),
    parts,
    [...numbers],
  ])
  const onLines = await db.query(RECEIVED_ON_LINES, [parts, [...sellers], [...bases], listId])
  return new ReceivedBefore([
    ...numbered.map(({ part_id, seller_id, order_number, order_line, qty }) => ({
      partId: part_id,
      sellerId: seller_id,
      orderNumber: order_number,
      orderLine: order_line,
      qty,
      open: null,
    })),
    ...onLines.map(({ part_id, seller_id, open, qty }) => ({
      partId: part_id,
      sellerId: seller_id,
      orderNumber: null,
      orderLine: null,
      qty,
      open,
    })),
  ])
}
