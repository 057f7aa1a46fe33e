import { areOneOrder } from '../../../../stock/receipts/order-numbers.ts'
import type { Ref } from '../refs.ts'

/** Pieces of a part that came by scan or by hand. */
export interface ReceivedPieces {
  partId: number
  /** Null where the seller was not known here yet: the number of the order says whose pieces they are. */
  sellerId: number | null
  /** Null where nobody has said it: they came for a line of a shopping list. */
  orderNumber: string | null
  /** The line of the order that the bag has named. */
  orderLine: number | null
  qty: number
  /** The line of a list that has received them, where it waits for any order. Null where the pieces are of the order. */
  line: WaitingLine | null
}

/** A line of a shopping list that waits for any order of its seller. */
export interface WaitingLine {
  id: number
  /** What it has still to get: as many pieces of a row as that are no others than those that came. */
  open: number
  /** The pieces that imports have taken for those of an order, by how names of its lines begin. */
  counted: { order: string; pieces: number }[]
}

/** What a row of an order asks for. */
export interface AskedRow {
  rowNo: number
  part: Ref
  /** Null for one that is not here yet. */
  seller: Ref | null
  /** How names of the lines of the order begin. */
  order: string
  orderNumber: string | null
  orderLine: number | null
  quantity: number
}

/** Pieces of a row that are there already. */
export interface Taken {
  pieces: number
  /** Those of them that a line of a list has received of an order that nobody has named. */
  ofLine: { lineId: number; pieces: number } | null
}

/** Deals out what was received of an order otherwise to the rows of a file, each piece once. */
export class ReceivedBefore {
  readonly #pieces: ReadonlyMap<Ref, ReceivedPieces[]>
  readonly #own = new Map<number, number>()
  /** Whether bags have named lines of orders. */
  readonly hasLines: boolean

  constructor(received: readonly ReceivedPieces[] = []) {
    this.#pieces = Map.groupBy(structuredClone(received), ({ partId }) => partId)
    this.hasLines = received.some(({ orderLine }) => orderLine !== null)
  }

  /** Keeps for a row what came of its own line, before other rows of the part get any of it. */
  keepOwn(asked: AskedRow): void {
    const { rowNo, orderLine, quantity } = asked
    if (orderLine === null) return
    const own = this.#piecesFor(asked).filter((pieces) => pieces.orderLine === orderLine)
    this.#own.set(rowNo, dealOut(own, quantity, asked.order).pieces)
  }

  /** How many pieces of a row have come; no other row gets them. */
  take(asked: AskedRow): Taken {
    const own = this.#own.get(asked.rowNo) ?? 0
    const { pieces, ofLine } = dealOut(this.#piecesFor(asked), asked.quantity - own, asked.order)
    return { pieces: own + pieces, ofLine }
  }

  #piecesFor({ part, seller, orderNumber }: AskedRow): ReceivedPieces[] {
    const all = this.#pieces.get(part) ?? []
    return all.filter(
      (pieces) =>
        (pieces.sellerId === null || pieces.sellerId === seller) &&
        (pieces.orderNumber === null || areOneOrder(pieces.orderNumber, orderNumber)),
    )
  }
}

function dealOut(received: readonly ReceivedPieces[], quantity: number, order: string): Taken {
  let missing = quantity
  let ofLine: Taken['ofLine'] = null
  for (const each of received) {
    const { line } = each
    const used = Math.max(0, Math.min(each.qty - countedForOthers(line, order), missing - (line?.open ?? 0)))
    each.qty -= used
    missing -= used
    if (line === null) continue
    line.open -= Math.min(line.open, missing)
    for (const counted of line.counted) if (counted.order === order) counted.pieces = Math.max(0, counted.pieces - used)
    // A list has one line of a part.
    if (used > 0) ofLine = { lineId: line.id, pieces: used }
  }
  return { pieces: quantity - missing, ofLine }
}

function countedForOthers(line: WaitingLine | null, order: string): number {
  return (line?.counted ?? []).reduce((sum, counted) => sum + (counted.order === order ? 0 : counted.pieces), 0)
}
