import { Counter } from 'prom-client'
import type { UnitOfWork } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import { invalidOperation, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { LIST_OF_LINE } from './line-statements.ts'
import { LOCK_LINE_OF_ORDER, LOCK_LINE_TO_RECEIVE } from './receive-statements.ts'

export const SHOPPING_LIST_LINES_RECEIVED_TOTAL = new Counter({
  name: 'shopping_list_lines_received_total',
  help: 'Receipts booked on lines',
})

export const SHOPPING_LIST_RECEIVE_QUANTITY_TOTAL = new Counter({
  name: 'shopping_list_receive_quantity_total',
  help: 'Pieces booked in through receipts',
})

/** A line that can be received, with its list, that no other unit of work changes until this one ends. */
export type ReceivableLine = RowOf<typeof LOCK_LINE_TO_RECEIVE> & { seller_id: number }

/** @throws DomainError 404 for an unknown line, 409 for one that cannot be received. */
export async function lockReceivableLine(unit: UnitOfWork, id: number): Promise<ReceivableLine> {
  const [line] = await unit.query(LOCK_LINE_TO_RECEIVE, [id])
  if (!line) throw recordNotFound('Shopping list line', id)
  const refuse = (cause: string) => invalidOperation('receive shopping list line', cause)
  if (line.list_status !== 'active') throw refuse('the shopping list is done')
  if (line.status !== 'ordered') throw refuse('the line is not ordered')
  const { seller_id } = line
  if (seller_id === null) throw refuse('the line has no seller')
  return { ...line, seller_id }
}

/** The number of the order of a line, as it is before the line is locked; null where it knows none, or is not there. */
export async function orderOfLine(unit: UnitOfWork, id: number): Promise<string | null> {
  const [line] = await unit.query(LIST_OF_LINE, [id])
  return line?.order_number ?? null
}

/** The line of an active list that an order has put there, and that still waits for its pieces; locked. Null where none does. */
export async function lockLineOfOrder(
  unit: UnitOfWork,
  {
    partKey,
    sellerIds,
    orderNumbers,
  }: { partKey: string; sellerIds: readonly number[]; orderNumbers: readonly string[] },
): Promise<ReceivableLine | null> {
  const [line] = await unit.query(LOCK_LINE_OF_ORDER, [partKey, sellerIds, orderNumbers])
  if (!line || line.seller_id === null) return null
  return { ...line, seller_id: line.seller_id }
}

/** Counts a receipt on a line once it is durable. */
export function countReceived(unit: UnitOfWork, quantity: number): void {
  unit.afterCommit(() => {
    SHOPPING_LIST_LINES_RECEIVED_TOTAL.inc()
    SHOPPING_LIST_RECEIVE_QUANTITY_TOTAL.inc(quantity)
  })
}
