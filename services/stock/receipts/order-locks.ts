import { createHash } from 'node:crypto'
import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { bigint, statement } from '../../../plugins/database/statement.ts'
import { foldedOrder } from './order-numbers.ts'

/** So many locks stand for the orders of all sellers: a long file with many orders takes no more. */
const LOCKS = 1024

/** The locks of orders by their numbers, in the order in which they are taken. */
export function orderLocks(numbers: Iterable<string | null>): number[] {
  const locks = new Set<number>()
  for (const number of numbers) {
    if (number === null || number.trim() === '') continue
    locks.add(createHash('sha256').update(foldedOrder(number)).digest().readUInt16BE() % LOCKS)
  }
  return [...locks].sort((a, b) => a - b)
}

/** SQL that takes locks of orders until the end of the transaction. @param locks parameter with them, in their order. */
export function takeOrderLocks(locks: string): string {
  return `select count(pg_advisory_xact_lock(hashtext('receipts of orders'), place)::text) from unnest(${locks}::int[]) place`
}

const LOCK_ORDERS = statement(`select (${takeOrderLocks('$1')}) as locks`, { locks: bigint })

/**
 * Has those who receive pieces of an order wait for each other until the end of the transaction, whichever of its numbers they know: each
 * sees what the one before has received, also of other parts. It comes before all locks of records, and before that of
 * new parts.
 */
export async function lockOrders(unit: UnitOfWork, locks: readonly number[]): Promise<void> {
  if (locks.length > 0) await unit.query(LOCK_ORDERS, [locks])
}
