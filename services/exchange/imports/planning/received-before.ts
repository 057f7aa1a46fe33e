import { settledLines } from '../../../shopping/shopping-lists/doubtful-receipts.ts'
import { findEarlier } from '../../../stock/receipts/receipt-service.ts'
import type { MatchedRow } from '../model.ts'
import { EarlierPieces, NOTHING_EARLIER } from './kinds/earlier-pieces.ts'
import { listedName } from './kinds/listed-name.ts'
import { ListsThatWait } from './kinds/lists-that-wait.ts'
import { type BookedLines, OrderSources, orderBases } from './kinds/order-sources.ts'
import { orderOf, partNumbersOf, sellerOf } from './kinds/plan-order.ts'
import { ReceivedBefore, type ReceivedPieces } from './kinds/received-pieces.ts'
import {
  type LineOfOtherPart,
  linesOfOtherParts,
  type PiecesOfOtherRow,
  type RowOfOrder,
} from './lines-of-other-parts.ts'
import type { Present, PresentPart, Queries } from './present.ts'
import { COUNTED_ON_LINES, RECEIVED_BEFORE, RECEIVED_ON_LINES, WAITING_ON_LISTS } from './received-statements.ts'

/** Whose order it is, where rows do not say it themselves, and the list whose lines are received. */
interface Asked {
  present: Present
  sellerName: string | null
  orderNumber: string | null
  sha256: string
  listId: number | null
  booked: BookedLines
  /** Other rows of the file. */
  leftOut: readonly MatchedRow[]
}

/** What came before. */
export interface Received {
  /** Of the orders of a file by scan or by hand: under their numbers, and for the lines of lists that wait for them. */
  received: ReceivedBefore
  /** What may be of them. */
  earlier: EarlierPieces
  /** Which other lists wait for them. */
  lists: ListsThatWait
}

export function nothingReceived(): Received {
  return { received: new ReceivedBefore(), earlier: new EarlierPieces(), lists: new ListsThatWait() }
}

/** A seller who is not here yet has sent nothing. */
const NEW_SELLER = 0

export async function receivedBefore(db: Queries, rows: readonly MatchedRow[], asked: Asked): Promise<Received> {
  const { present, sellerName, orderNumber, sha256, listId } = asked
  const orders = new Map<string, { seller: number; number: string }>()
  const bases = new Set<string>()
  const sellers = new Set<number>()
  const numbers = new Set<string>()
  for (const { fields } of rows) {
    const seller = present.sellers.idOf(sellerOf(fields, { sellerName }) ?? '')
    const named = fields.order_number ?? orderNumber
    if (named !== null) numbers.add(named)
    if (seller === undefined) continue
    sellers.add(seller)
    for (const base of orderBases(orderOf(fields, { sellerName, orderNumber, sha256 }))) bases.add(listedName(base))
    if (named !== null) orders.set(`${seller} ${named}`, { seller, number: named })
  }
  const parts = [...present.parts.values()].map(({ id }) => id)
  const all = [...orders.values()]
  const { byRow: otherParts, ofOtherRows } = await linesOfOtherParts(db, rowsOfOrders(rows, asked))
  if (parts.length === 0) {
    return { ...nothingReceived(), earlier: new EarlierPieces({ ...NOTHING_EARLIER, otherParts }) }
  }
  const numbered = await db.query(RECEIVED_BEFORE, [
    all.map(({ seller }) => seller),
    all.map(({ number }) => number),
    parts,
    [...numbers],
  ])
  const onLines = await db.query(RECEIVED_ON_LINES, [parts, [...sellers], [...bases], listId])
  const received = new ReceivedBefore([
    ...withoutThose(
      ofOtherRows,
      numbered.map(({ part_id, seller_id, order_number, order_line, qty }) => ({
        partId: part_id,
        sellerId: seller_id,
        orderNumber: order_number,
        orderLine: order_line,
        qty,
        line: null,
      })),
    ),
    ...onLines.map(({ id, part_id, seller_id, open, counted, qty }) => ({
      partId: part_id,
      sellerId: seller_id,
      orderNumber: null,
      orderLine: null,
      qty,
      line: open === null ? null : { id, open, counted },
    })),
  ])
  const lists = new ListsThatWait(await db.query(WAITING_ON_LISTS, [parts, [...sellers], listId]))
  return { received, earlier: await earlierPieces(db, rows, asked, otherParts), lists }
}

/** The rows of which the order is known. */
function rowsOfOrders(rows: readonly MatchedRow[], { present, sellerName, orderNumber }: Asked): RowOfOrder[] {
  return rows.flatMap(({ rowNo, fields, ...row }) => {
    const number = fields.order_number ?? orderNumber
    if (number === null) return []
    const { order_line: orderLine = null, quantity = null, other_order_numbers: otherNumbers = [] } = fields
    const sellerId = present.sellers.idOf(sellerOf(fields, { sellerName }) ?? '') ?? NEW_SELLER
    const partId = partOf(present, row)?.id ?? null
    const order = { sellerId, orderNumber: number, otherNumbers, orderLine }
    return [{ ...order, rowNo, partId, partNumbers: partNumbersOf(fields), quantity }]
  })
}

/** Received pieces without those of rows of other parts. */
function withoutThose(others: readonly PiecesOfOtherRow[], received: readonly ReceivedPieces[]): ReceivedPieces[] {
  return received.map((pieces) => {
    const taken = others.filter(
      ({ partId, sellerId, orderLine }) =>
        partId === pieces.partId && sellerId === pieces.sellerId && orderLine === pieces.orderLine,
    )
    return { ...pieces, qty: Math.max(0, pieces.qty - taken.reduce((sum, { qty }) => sum + qty, 0)) }
  })
}

/** What may be of the orders of a file, by the rows. */
async function earlierPieces(
  db: Queries,
  rows: readonly MatchedRow[],
  asked: Asked,
  otherParts: ReadonlyMap<number, readonly LineOfOtherPart[]>,
): Promise<EarlierPieces> {
  const { present, sellerName, orderNumber } = asked
  const places = new Map<string, number>()
  const placeOfRow = new Map<number, number>()
  const arrivals = rows.flatMap(({ rowNo, fields, ...row }) => {
    const part = partOf(present, row)
    if (part === undefined) return []
    const arrival = {
      partId: part.id,
      sellerId: present.sellers.idOf(sellerOf(fields, { sellerName }) ?? '') ?? NEW_SELLER,
      orderNumber: fields.order_number ?? orderNumber,
      otherNumbers: fields.other_order_numbers ?? [],
      orderedOn: fields.order_date ?? null,
    }
    const key = JSON.stringify(arrival)
    const place = places.get(key)
    placeOfRow.set(rowNo, place ?? places.size + 1)
    if (place !== undefined) return []
    places.set(key, places.size + 1)
    return [arrival]
  })
  if (arrivals.length === 0) return new EarlierPieces({ ...NOTHING_EARLIER, otherParts })
  const found = await findEarlier(db, arrivals)
  const byPlace = Map.groupBy(found, ({ n }) => n)
  const lines = [...new Set(found.flatMap(({ line_id }) => line_id ?? []))]
  const counted = lines.length === 0 ? [] : await db.query(COUNTED_ON_LINES, [lines])
  return new EarlierPieces({
    otherParts,
    byRow: new Map([...placeOfRow].map(([rowNo, place]) => [rowNo, byPlace.get(place) ?? []])),
    accounted: found.some(({ import_id }) => import_id !== null)
      ? accountedFor([...rows, ...asked.leftOut], asked)
      : new Map(),
    counted: counted.map(({ line_id: lineId, order, pieces }) => ({ lineId, order, pieces })),
    settled: asked.listId === null ? new Set() : await settledLines(db, found),
  })
}

/** How many pieces of which part rows of the file have brought with earlier imports, by `<import> <part>`. */
function accountedFor(rows: readonly MatchedRow[], { present, booked, ...context }: Asked): Map<string, number> {
  const sources = new OrderSources()
  const accounted = new Map<string, number>()
  for (const { fields, ...row } of rows.toSorted((a, b) => a.rowNo - b.rowNo)) {
    const part = partOf(present, row)
    const { booked: names } = sources.namesOf(orderOf(fields, context), fields)
    if (part === undefined) continue
    for (const [importId, pieces] of booked.piecesByImport(names, fields.quantity ?? 0)) {
      const key = `${importId} ${part.id}`
      accounted.set(key, (accounted.get(key) ?? 0) + pieces)
    }
  }
  return accounted
}

function partOf(
  present: Present,
  { decision, match }: Pick<MatchedRow, 'decision' | 'match'>,
): PresentPart | undefined {
  const key = decision !== null && 'part_key' in decision ? decision.part_key : match.part_key
  return present.parts.get(key ?? '')
}
