import { INT4_MAX } from '../../../../../plugins/int4.ts'
import { areOneOrder } from '../../../../stock/receipts/order-numbers.ts'
import { eachInTurns } from '../../each-in-turns.ts'
import type { ListPlan, PlannedListLine } from '../plan.ts'
import type { PlannedRow } from '../planned-row.ts'
import type { Planner } from '../planner.ts'
import type { PresentList, PresentListLine } from '../present-list.ts'
import type { Ref } from '../refs.ts'
import type { EarlierPieces } from './earlier-pieces.ts'
import { listedName } from './listed-name.ts'
import { OrderSources } from './order-sources.ts'
import { rowSource } from './plan-list.ts'
import { keepOwnPieces, NO_SELLER, orderOf, sayReceived, sellerOf } from './plan-order.ts'
import type { ReceivedBefore } from './received-pieces.ts'

export interface CartContext {
  list: PresentList | null
  name: string
  sellerName: string | null
  sha256: string
  /** Of an order that was sent: its pieces are on their way. Null for a cart. */
  order: { orderNumber: string | null } | null
  /** What came of the order by scan or by hand. */
  received: ReceivedBefore
  /** What may be of it. */
  earlier: EarlierPieces
}

/**
 * Plans a cart: its pieces are added to a shopping list, in the column of its seller. The lines of an order are ordered ones, and
 * a line that waits for the same part becomes one.
 */
export async function planCart(
  planner: Planner,
  rows: readonly PlannedRow[],
  { list, name, sellerName, sha256, order, received, earlier }: CartContext,
): Promise<void> {
  const plan: ListPlan = { id: list?.id ?? null, name, isOrdered: order !== null, lines: [] }
  const orderSources = new OrderSources()
  const present = new Map(list?.lines.map((line) => [line.partId, line]))
  const planned = new Map<Ref, { line: PlannedListLine; row: PlannedRow }>()
  const context = { sellerName, orderNumber: order?.orderNumber ?? null, sha256, received }
  if (order !== null) await keepOwnPieces(planner, rows, context, ({ quantity = 0 }) => quantity)
  await eachInTurns(rows, (row) => {
    const { fields } = row.row
    const source = rowSource(sha256, row.row.rowNo)
    const named = sellerOf(fields, context)
    const { order: names, written, booked } = orderSources.namesOf(orderOf(fields, context), fields)
    if (order !== null && named === null && !row.hasErrors) row.problems.error('SELLER_UNKNOWN', 'seller', NO_SELLER)
    const ordered = fields.quantity ?? 0
    const came = order === null ? 0 : planner.booked.piecesOf(booked)
    if (came > 0 && came >= ordered) return
    if (order !== null && booked.some((key) => planner.booked.has(listedName(key)))) return
    if (planner.present.sources.has(source) || (fields.quantity === 0 && !row.hasErrors)) return
    const part = planner.partOf(row)
    if (part === null || fields.quantity === undefined) return
    const seller = named === null ? null : planner.seller(named, row)
    const orderNumber = fields.order_number ?? context.orderNumber
    const orderLine = fields.order_line ?? null
    const asked = { rowNo: row.row.rowNo, part, order: names, orderNumber, orderLine }
    const taken =
      order === null || seller === null ? null : received.take({ ...asked, seller, quantity: ordered - came })
    const before = taken === null ? 0 : came + taken.pieces
    // What is there is not waited for.
    if (before > 0) sayReceived(row, before, ordered, earlier.ofOrder(row.row.rowNo, taken?.ofLine?.lineId ?? null))
    const quantity = ordered - before
    if (quantity === 0) return
    const line = present.get(part)
    if (line !== undefined && !mayRaise(line, seller)) {
      row.problems.error('ALREADY_ON_LIST', null, `The part is on the list already, ${inTheWay(line)}`)
      return
    }
    const onList = order === null ? (line?.ordered ?? 0) + (line?.needed ?? 0) : 0
    if ((planned.get(part)?.line.quantity ?? 0) + onList + quantity > INT4_MAX) {
      row.problems.error('QUANTITY_TOO_LARGE', 'quantity', `quantity: a line of a list has at most ${INT4_MAX} pieces`)
      return
    }
    if (order !== null) earlier.warn(row, { pieces: quantity, order: names, orderNumber, isForLine: false })
    if (part > 0) planner.complete(part, row)
    planner.sellerNumbers(part, row)
    addTo(planner, planned, plan, {
      row,
      part,
      seller,
      quantity,
      line,
      orderNumber: order === null ? null : orderNumber,
    })
    const sources = order === null ? [source] : [source, ...written.map(listedName)]
    for (const key of sources) planner.plan.sources.push({ key, rowNo: row.row.rowNo, pieces: null })
  })
  planner.plan.list = plan
}

/** Why a line takes no more pieces, and what can be done: a list has one line of a part, and one that was ordered cannot be changed. */
function inTheWay({ status }: PresentListLine): string {
  const other = 'choose another list, or skip the row'
  if (status === 'new') return `from another seller: change the seller of that line, ${other}`
  return `${status}: ${other}`
}

function mayRaise({ status, sellerId }: PresentListLine, seller: Ref | null): boolean {
  return status === 'new' && (sellerId === null || sellerId === seller)
}

function addTo(
  planner: Planner,
  planned: Map<Ref, { line: PlannedListLine; row: PlannedRow }>,
  plan: ListPlan,
  {
    row,
    part,
    seller,
    quantity,
    line,
    orderNumber,
  }: {
    row: PlannedRow
    part: Ref
    seller: Ref | null
    quantity: number
    line: PresentListLine | undefined
    orderNumber: string | null
  },
): void {
  const known = planned.get(part)
  if (known !== undefined) {
    known.line.quantity += quantity
    if (!areOneOrder(known.line.orderNumber, orderNumber)) known.line.orderNumber = null
    row.problems.warn('LINES_MERGED', null, `The row is added to row ${known.row.row.rowNo}, which has the same part`)
  } else {
    const note = row.row.fields.note ?? null
    const added: PlannedListLine = { id: line?.id ?? null, part, seller, quantity, note, orderNumber }
    plan.lines.push(added)
    planned.set(part, { line: added, row })
  }
  const op = known === undefined && line === undefined ? 'create' : 'change'
  const field = plan.isOrdered ? 'ordered' : 'needed'
  row.effect({ op, entity: 'list_line', ref: planner.label(part), field, from: null, to: quantity })
}
