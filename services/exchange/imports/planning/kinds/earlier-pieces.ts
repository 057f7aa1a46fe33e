import { isOfSettledLine } from '../../../../shopping/shopping-lists/doubtful-receipts.ts'
import { piecesOf, receiptsInWords } from '../../../../stock/receipts/earlier-receipts.ts'
import type { EarlierReceipt } from '../../../../stock/receipts/earlier-receipts-sql.ts'
import { areOneOrder } from '../../../../stock/receipts/order-numbers.ts'
import type { SameBy } from '../../../../stock/receipts/other-parts-sql.ts'
import type { LineOfOtherPart } from '../lines-of-other-parts.ts'
import type { PlannedRow } from '../planned-row.ts'
import type { Taken } from './received-pieces.ts'

/** Pieces of a line of a list that imports have taken for those of an order. */
interface CountedPieces {
  lineId: number
  /** How names of the lines of the order begin. */
  order: string
  pieces: number
}

interface Found {
  /** By the number of the row. */
  byRow: ReadonlyMap<number, readonly EarlierReceipt[]>
  /** How many of the pieces that an import has received of a part are those of rows of this file, by `<import> <part>`. */
  accounted: ReadonlyMap<string, number>
  counted: readonly CountedPieces[]
  /** Lines of lists that get no more pieces. */
  settled: ReadonlySet<number>
  /** What came before of the orders of rows as other parts, and may be of the rows, by their numbers. */
  otherParts: ReadonlyMap<number, readonly LineOfOtherPart[]>
}

export const NOTHING_EARLIER: Found = {
  byRow: new Map(),
  accounted: new Map(),
  counted: [],
  settled: new Set(),
  otherParts: new Map(),
}

const WHAT_CAME: Readonly<Record<SameBy, string>> = {
  line: 'this line of the order',
  number: 'pieces of this order with a number of this row',
  quantity: 'as many pieces of this order',
}

/** A row whose pieces may have come before. */
interface AskedRow {
  /** Pieces that are proposed. */
  pieces: number
  /** How names of the lines of its order begin. */
  order: string
  orderNumber: string | null
  /** Whether the pieces are for a line of a list that waits for them. */
  isForLine: boolean
}

/** What was received before and may be of an order: whether it is, only people know, so they are told. */
export class EarlierPieces {
  readonly #found: Found
  /** What rows have taken of the pieces of lines. */
  readonly #taken = new Map<number, number>()

  constructor(found: Found = NOTHING_EARLIER) {
    this.#found = found
  }

  /** Notes that pieces of a line of a list are taken for those of a row. */
  take({ ofLine }: Taken): void {
    if (ofLine !== null) this.#taken.set(ofLine.lineId, (this.#taken.get(ofLine.lineId) ?? 0) + ofLine.pieces)
  }

  /** Names the receipts of the order of a row, and those of a line that is taken for it; empty where none is known. */
  ofOrder(rowNo: number, lineId: number | null): string {
    const all = this.#found.byRow.get(rowNo) ?? []
    const receipts = all.filter(({ is_of_order, line_id }) => is_of_order || (line_id !== null && line_id === lineId))
    return receipts.length === 0 ? '' : `. They came: ${receiptsInWords(receipts)}`
  }

  /** Names the receipts that the pieces of a row may be among, and that no row of the file accounts for. */
  warn(planned: PlannedRow, { pieces, order, orderNumber, isForLine }: AskedRow): void {
    const all = this.#found.byRow.get(planned.row.rowNo) ?? []
    const left = all
      .filter((receipt) => !(isForLine && isOfSettledLine(receipt, this.#found.settled)))
      .map((receipt) => ({ ...receipt, qty: receipt.qty - this.#known(receipt, order, orderNumber) }))
      .filter(({ qty }) => qty > 0)
    const [same, others] = [true, false].map((is) => left.filter(({ is_of_order }) => is_of_order === is))
    this.#warnOfOtherParts(planned)
    const what = `skip the row or set its quantity lower if these ${pieces} are among them, or undo that`
    if (same !== undefined && same.length > 0) {
      const isOneNumber = same.every(({ order_number }) => areOneOrder(order_number, orderNumber))
      const how = isOneNumber ? 'as another line' : 'by another of its numbers'
      planned.problems.warn(
        'RECEIVED_OTHERWISE',
        'quantity',
        `${piecesOf(same)} pieces of this part came with this order before, ${how}: ${receiptsInWords(same)}; ${what}`,
      )
    }
    if (others !== undefined && others.length > 0) {
      planned.problems.warn(
        'RECEIVED_WITHOUT_ORDER',
        'quantity',
        `${piecesOf(others)} pieces of this part came before, and may be of this order, as not both have its number: ` +
          `${receiptsInWords(others)}; ${what}`,
      )
    }
  }

  #warnOfOtherParts(planned: PlannedRow): void {
    const all = this.#found.otherParts.get(planned.row.rowNo) ?? []
    for (const [partKey, ofPart] of Map.groupBy(all, (each) => each.partKey)) {
      const what = WHAT_CAME[ofPart[0]?.sameBy ?? 'line']
      planned.problems.warn(
        'RECEIVED_OTHERWISE',
        'quantity',
        `${what} came before, as the part ${partKey}: ${receiptsInWords(ofPart.map(({ receipt }) => receipt))}; ` +
          'decide for that part, or skip the row, if these are the same',
      )
    }
  }

  /** How many pieces of a receipt rows account for. */
  #known(receipt: EarlierReceipt, order: string, orderNumber: string | null): number {
    const { import_id: importId, part_id: partId, line_id: lineId, order_number: number } = receipt
    if (importId !== null) return this.#found.accounted.get(`${importId} ${partId}`) ?? 0
    if (areOneOrder(number, orderNumber)) return receipt.qty
    if (lineId === null) return 0
    const others = this.#found.counted.filter((each) => each.lineId === lineId && each.order !== order)
    return others.reduce((sum, each) => sum + each.pieces, this.#taken.get(lineId) ?? 0)
  }
}
