import { INT4_MAX } from '../../../../../plugins/int4.ts'
import { eachInTurns } from '../../each-in-turns.ts'
import type { ListPlan, PlannedListLine } from '../plan.ts'
import type { PlannedRow } from '../planned-row.ts'
import type { Planner } from '../planner.ts'
import type { PresentList, PresentListLine } from '../present-list.ts'
import type { Ref } from '../refs.ts'
import { OrderSources } from './order-sources.ts'
import { rowSource } from './plan-list.ts'
import { NO_SELLER, orderOf } from './plan-order.ts'

export interface CartContext {
  list: PresentList | null
  name: string
  sellerName: string | null
  sha256: string
  /** Of an order that was sent: its pieces are on their way. Null for a cart. */
  order: { orderNumber: string | null } | null
}

/** What names a line of an order that is on a list. Its pieces are still to come, so it is no name of a receipt. */
export function listedName(name: string): string {
  return `listed ${name}`
}

/**
 * Plans a cart: its pieces are added to a shopping list, in the column of its seller. The lines of an order are ordered ones, and
 * a line that waits for the same part becomes one.
 */
export async function planCart(
  planner: Planner,
  rows: readonly PlannedRow[],
  { list, name, sellerName, sha256, order }: CartContext,
): Promise<void> {
  const plan: ListPlan = { id: list?.id ?? null, name, isOrdered: order !== null, lines: [] }
  const orderSources = new OrderSources()
  const present = new Map(list?.lines.map((line) => [line.partId, line]))
  const planned = new Map<Ref, { line: PlannedListLine; row: PlannedRow }>()
  await eachInTurns(rows, (row) => {
    const { fields } = row.row
    const source = rowSource(sha256, row.row.rowNo)
    const named = sellerName ?? fields.seller ?? fields.seller_numbers?.[0]?.seller ?? null
    const context = { sellerName, orderNumber: order?.orderNumber ?? null, sha256 }
    const { written, booked } = orderSources.namesOf(orderOf(fields, context), fields)
    if (order !== null && named === null && !row.hasErrors) row.problems.error('SELLER_UNKNOWN', 'seller', NO_SELLER)
    if (
      order !== null &&
      (planner.booked.piecesOf(booked) > 0 || booked.some((key) => planner.booked.has(listedName(key))))
    )
      return
    if (planner.present.sources.has(source) || (fields.quantity === 0 && !row.hasErrors)) return
    const part = planner.partOf(row)
    const { quantity } = fields
    if (part === null || quantity === undefined) return
    const seller = named === null ? null : planner.seller(named, row)
    const line = present.get(part)
    if (line !== undefined && !mayRaise(line, seller)) {
      row.problems.error(
        'ALREADY_ON_LIST',
        null,
        `The part is on the list already, ${line.status === 'new' ? 'from another seller' : line.status}: change that line`,
      )
      return
    }
    const before = order === null ? (line?.ordered ?? 0) + (line?.needed ?? 0) : 0
    if ((planned.get(part)?.line.quantity ?? 0) + before + quantity > INT4_MAX) {
      row.problems.error('QUANTITY_TOO_LARGE', 'quantity', `quantity: a line of a list has at most ${INT4_MAX} pieces`)
      return
    }
    if (part > 0) planner.complete(part, row)
    planner.sellerNumbers(part, row)
    addTo(planner, planned, plan, { row, part, seller, quantity, line })
    const sources = order === null ? [source] : [source, ...written.map(listedName)]
    for (const key of sources) planner.plan.sources.push({ key, rowNo: row.row.rowNo, pieces: null })
  })
  planner.plan.list = plan
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
  }: { row: PlannedRow; part: Ref; seller: Ref | null; quantity: number; line: PresentListLine | undefined },
): void {
  const known = planned.get(part)
  if (known !== undefined) {
    known.line.quantity += quantity
    row.problems.warn('LINES_MERGED', null, `The row is added to row ${known.row.row.rowNo}, which has the same part`)
  } else {
    const added: PlannedListLine = { id: line?.id ?? null, part, seller, quantity, note: row.row.fields.note ?? null }
    plan.lines.push(added)
    planned.set(part, { line: added, row })
  }
  const op = known === undefined && line === undefined ? 'create' : 'change'
  const field = plan.isOrdered ? 'ordered' : 'needed'
  row.effect({ op, entity: 'list_line', ref: planner.label(part), field, from: null, to: quantity })
}
