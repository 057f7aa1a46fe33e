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
  /**
   * What a line that waits for any order has still to get: as many pieces of a row as that are no others than those that came.
   * Null where the pieces are of the order.
   */
  open: number | null
}

/** What a row of an order asks for. */
export interface AskedRow {
  rowNo: number
  part: Ref
  /** Null for one that is not here yet. */
  seller: Ref | null
  orderNumber: string | null
  orderLine: number | null
  quantity: number
}

/** Deals out what was received of an order otherwise to the rows of a file, each piece once. */
export class ReceivedBefore {
  readonly #pieces: ReadonlyMap<Ref, ReceivedPieces[]>
  readonly #own = new Map<number, number>()
  /** Whether bags have named lines of orders. */
  readonly hasLines: boolean

  constructor(received: readonly ReceivedPieces[] = []) {
    this.#pieces = Map.groupBy(
      received.map((pieces) => ({ ...pieces })),
      ({ partId }) => partId,
    )
    this.hasLines = received.some(({ orderLine }) => orderLine !== null)
  }

  /** Keeps for a row what came of its own line, before other rows of the part get any of it. */
  keepOwn(asked: AskedRow): void {
    const { rowNo, orderLine, quantity } = asked
    if (orderLine === null) return
    const own = this.#piecesFor(asked).filter((pieces) => pieces.orderLine === orderLine)
    this.#own.set(rowNo, dealOut(own, quantity))
  }

  /** How many pieces of a row have come; no other row gets them. */
  take(asked: AskedRow): number {
    const own = this.#own.get(asked.rowNo) ?? 0
    return own + dealOut(this.#piecesFor(asked), asked.quantity - own)
  }

  #piecesFor({ part, seller, orderNumber }: AskedRow): ReceivedPieces[] {
    const all = this.#pieces.get(part) ?? []
    const number = orderNumber?.toUpperCase() ?? null
    return all.filter(
      (pieces) =>
        (pieces.sellerId === null || pieces.sellerId === seller) &&
        (pieces.orderNumber === null || pieces.orderNumber.toUpperCase() === number),
    )
  }
}

function dealOut(received: readonly ReceivedPieces[], quantity: number): number {
  let missing = quantity
  for (const pieces of received) {
    const used = Math.max(0, Math.min(pieces.qty, missing - (pieces.open ?? 0)))
    pieces.qty -= used
    missing -= used
    if (pieces.open !== null) pieces.open -= Math.min(pieces.open, missing)
  }
  return quantity - missing
}
