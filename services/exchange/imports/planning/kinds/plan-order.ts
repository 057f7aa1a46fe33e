import { INT4_MAX } from '../../../../../plugins/int4.ts'
import { partNumbers } from '../../../../stock/receipts/part-numbers.ts'
import type { RowFields } from '../../../reading/values/fields-of-row.ts'
import { amountOf } from '../../../reading/values/money.ts'
import { eachInTurns } from '../../each-in-turns.ts'
import type { OrderOptions } from '../../options.ts'
import type { PlaceFinder, PlannedPlace } from '../place-finder.ts'
import type { PlannedReceipt } from '../plan.ts'
import type { PlannedRow } from '../planned-row.ts'
import type { Planner } from '../planner.ts'
import type { PresentList } from '../present-list.ts'
import type { Ref } from '../refs.ts'
import type { EarlierPieces } from './earlier-pieces.ts'
import type { ListsThatWait } from './lists-that-wait.ts'
import { type OrderOfRow, OrderSources } from './order-sources.ts'
import type { ReceivedBefore } from './received-pieces.ts'
import { placeLabel, tooMany } from './stock-target.ts'
import { WaitingLines } from './waiting-lines.ts'

export interface OrderContext {
  options: OrderOptions
  /** Of the file; stands for the number of an order that has none. */
  sha256: string
  /** The seller of the whole file. */
  sellerName: string | null
  /** The list whose ordered lines are received. */
  list: PresentList | null
  /** What came of the order by scan or by hand. */
  received: ReceivedBefore
  /** What may be of it. */
  earlier: EarlierPieces
  /** Which other lists wait for it. */
  lists: ListsThatWait
  /** Number of the order for rows that name none. */
  orderNumber: string | null
}

export const NO_SELLER = 'seller: the file does not say whose order it is: choose a seller'

/** Whose order a row is of. */
export function sellerOf(fields: RowFields, { sellerName }: { sellerName: string | null }): string | null {
  return sellerName ?? fields.seller ?? fields.seller_numbers?.[0]?.seller ?? null
}

/** The numbers of the seller and the maker that a row has for its part, as receipts keep them. */
export function partNumbersOf({ seller_numbers: ofSellers = [], mpn }: RowFields): string[] {
  return partNumbers([...ofSellers.map(({ number }) => number), mpn])
}

/** The seller and the number of the order that a row belongs to. */
export function orderOf(
  fields: RowFields,
  context: { sellerName: string | null; orderNumber: string | null; sha256: string },
): OrderOfRow {
  return {
    seller: sellerOf(fields, context) ?? '',
    number: fields.order_number ?? context.orderNumber ?? context.sha256,
  }
}

/** Plans an order: its pieces are received, with what they cost. */
export async function planOrder(
  planner: Planner,
  places: PlaceFinder,
  rows: readonly PlannedRow[],
  context: OrderContext,
): Promise<void> {
  const sources = new OrderSources()
  const waiting = new WaitingLines(context.list)
  const { received, earlier, lists, list } = context
  const comesOf = (fields: RowFields) => shippedOf(fields, context.options.only_shipped)
  await keepOwnPieces(planner, rows, context, comesOf)
  await eachInTurns(rows, (planned) => {
    const { fields } = planned.row
    const name = sellerOf(fields, context)
    const { order, written, booked } = sources.namesOf(orderOf(fields, context), fields)
    if (name === null && !planned.hasErrors) {
      planned.problems.error('SELLER_UNKNOWN', 'seller', NO_SELLER)
    }
    const came = planner.booked.piecesOf(booked)
    const shipped = comesOf(fields)
    if (came > 0 && came >= shipped) return
    if (shipped === 0 && !planned.hasErrors) return
    const quantity = shipped - came
    const part = planner.partOf(planned)
    if (part === null || name === null) return
    const seller = planner.seller(name, planned)
    const orderNumber = fields.order_number ?? context.orderNumber
    const asked = { rowNo: planned.row.rowNo, part, seller, order, orderNumber, orderLine: fields.order_line ?? null }
    const taken = received.take({ ...asked, quantity })
    const rest = quantity - taken.pieces
    earlier.take(taken)
    const others = taken.ofLine === null ? '' : waiting.takenInWords(taken.ofLine.lineId)
    if (rest < shipped) {
      const names = earlier.ofOrder(asked.rowNo, taken.ofLine?.lineId ?? null)
      sayReceived(planned, shipped - rest, shipped, `${others}${names}`)
    }
    if (taken.ofLine !== null) planner.plan.counted.push({ ...taken.ofLine, order })
    if (rest === 0) return
    const target = placesOf(places, part, rest, planned)
    if (target === null) return
    if (
      target.some(({ box, locNo, qty }) => (planner.present.stock.get(`${part} ${box}-${locNo}`) ?? 0) + qty > INT4_MAX)
    ) {
      tooMany(planned)
      return
    }
    if (part > 0) planner.complete(part, planned)
    planner.sellerNumbers(part, planned)
    const line = waiting.find(part, seller)
    if (line !== null) waiting.receive(line, rest, planned)
    else lists.warn(planned, { part, seller, orderNumber, list })
    earlier.warn(planned, { pieces: rest, order, orderNumber, isForLine: line !== null })
    const receipt = receiptOf(fields, seller, orderNumber)
    receive(planner, planned, { part, target, receipt, listLineId: line?.id ?? null })
    const isWhole = rest >= (fields.quantity ?? 0)
    for (const key of planner.booked.namesToBook(written, isWhole)) {
      planner.plan.sources.push({ key, rowNo: planned.row.rowNo, pieces: isWhole ? null : rest })
    }
  })
}

/** Pieces that have come. */
function shippedOf({ quantity = 0, backorder = 0, shipped }: RowFields, onlyShipped: boolean): number {
  if (shipped === 0) return 0
  if (!onlyShipped) return quantity
  const here = Math.max(0, quantity - backorder)
  return shipped === undefined ? here : Math.min(here, shipped)
}

/**
 * Has the rows of a part keep what bags of their own lines have brought.
 *
 * @param piecesOf what a row asks for.
 */
export async function keepOwnPieces(
  planner: Planner,
  rows: readonly PlannedRow[],
  context: { received: ReceivedBefore; sellerName: string | null; orderNumber: string | null; sha256: string },
  piecesOf: (fields: RowFields) => number,
): Promise<void> {
  if (!context.received.hasLines) return
  const sources = new OrderSources()
  await eachInTurns(rows, ({ row: { rowNo, fields, match, decision } }) => {
    const { order, booked } = sources.namesOf(orderOf(fields, context), fields)
    const quantity = piecesOf(fields) - planner.booked.piecesOf(booked)
    const key = decision !== null && 'part_key' in decision ? decision.part_key : match.part_key
    const part = planner.present.parts.get(key ?? '')
    const seller = planner.present.sellers.idOf(sellerOf(fields, context) ?? '') ?? null
    if (part === undefined || quantity <= 0) return
    const orderNumber = fields.order_number ?? context.orderNumber
    const orderLine = fields.order_line ?? null
    context.received.keepOwn({ rowNo, part: part.id, seller, order, orderNumber, orderLine, quantity })
  })
}

/** Says that pieces of a row are there already. @param others what is to be known of them, after the sentence. */
export function sayReceived(planned: PlannedRow, received: number, quantity: number, others = ''): void {
  const left = received < quantity ? 'only the rest' : 'nothing of it'
  planned.problems.warn(
    'RECEIVED_BEFORE',
    'quantity',
    `${received} of ${quantity} pieces were received before: ${left} is proposed${others}`,
  )
}

interface Target extends PlannedPlace {
  qty: number
}

function placesOf(places: PlaceFinder, part: Ref, quantity: number, planned: PlannedRow): Target[] | null {
  const { place } = planned.row.fields
  if (Array.isArray(place)) {
    const found = place.map(({ box_no, loc_no, qty }) => {
      const at = places.address({ box: box_no, locNo: loc_no }, planned)
      return at === null ? null : { ...at, qty }
    })
    return found.every((each) => each !== null) ? found.filter(({ qty }) => qty > 0) : null
  }
  const found = places.find(part, planned)
  return found === null ? null : [{ ...found, qty: quantity }]
}

function receiptOf(fields: RowFields, seller: Ref, orderNumber: string | null): PlannedReceipt {
  const isPriced =
    fields.unit_price !== undefined && fields.currency !== undefined && amountOf(fields.unit_price).millionths >= 0n
  return {
    seller,
    orderNumber,
    otherNumbers: fields.other_order_numbers ?? [],
    orderLine: fields.order_line ?? null,
    orderedOn: fields.order_date ?? null,
    partNumbers: partNumbersOf(fields),
    unitPrice: isPriced ? (fields.unit_price ?? null) : null,
    currency: isPriced ? (fields.currency ?? null) : null,
  }
}

function receive(
  planner: Planner,
  planned: PlannedRow,
  {
    part,
    target,
    receipt,
    listLineId,
  }: { part: Ref; target: Target[]; receipt: PlannedReceipt; listLineId: number | null },
): void {
  const { date_code: dateCode = null, lot = null } = planned.row.fields
  for (const { box, locNo, qty } of target) {
    planner.plan.stock.push({ part, box, locNo, delta: qty, lot, dateCode, receipt, listLineId })
    const ref = `${planner.label(part)} ${placeLabel(planner, { box, locNo })}`
    // Not from what to what: other pieces may come and go until the commit, and the receipt is the same.
    planned.effect({ op: 'add', entity: 'stock', ref, field: 'qty', from: null, to: qty })
  }
  if (listLineId !== null)
    planned.effect({ op: 'change', entity: 'list_line', ref: planner.label(part), field: 'received', to: sum(target) })
}

function sum(target: readonly Target[]): number {
  return target.reduce((total, { qty }) => total + qty, 0)
}
