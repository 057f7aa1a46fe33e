import type { UnitOfWork } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import { invalidOperation, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { LOCK_LIST, TOUCH_LIST } from './list-statements.ts'

/** A shopping list that no other unit of work changes until this one ends. */
export type LockedList = RowOf<typeof LOCK_LIST>

/**
 * Locks a list. Every change of the list, its groups and its lines takes this lock first, then the group, then the
 * lines by id, then stock. So there are no deadlocks, and a list cannot be finished between a check and a write.
 *
 * @throws DomainError 404 for an unknown id.
 */
export async function lockList(unit: UnitOfWork, id: number): Promise<LockedList> {
  const [list] = await unit.query(LOCK_LIST, [id])
  if (!list) throw recordNotFound('Shopping list', id)
  return list
}

/** @throws DomainError 409 for a list that is done: it cannot be changed. */
export function requireActive(list: LockedList, operation: string): void {
  if (list.status !== 'active') throw invalidOperation(operation, 'the shopping list is done')
}

/** Marks a list as changed now. */
export async function touchList(unit: UnitOfWork, id: number): Promise<void> {
  await unit.query(TOUCH_LIST, [id])
}
