import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { invalidOperation, recordNotFound } from '../../../plugins/errors/domain-error.ts'

/** A shopping list that nobody else changes until the unit of work ends. */
export interface LockedList {
  id: number
  name: string
  status: 'active' | 'done'
}

/**
 * Locks a list. Every change of the list, its groups and its lines takes this lock first, then the group, then the
 * lines by id, then stock: so none of them waits for another in a circle, and a list cannot be finished between a check
 * and a write.
 *
 * @throws DomainError 404 for an unknown id.
 */
export async function lockList(unit: UnitOfWork, id: number): Promise<LockedList> {
  const [list] = await unit.query<LockedList>('select id, name, status from shopping_lists where id = $1 for update', [
    id,
  ])
  if (!list) throw recordNotFound('Shopping list', id)
  return list
}

/** @throws DomainError 409 for a list that is done: it is frozen. */
export function requireActive(list: LockedList, operation: string): void {
  if (list.status !== 'active') throw invalidOperation(operation, 'the shopping list is done')
}

/** Marks a list as changed now. */
export async function touchList(unit: UnitOfWork, id: number): Promise<void> {
  await unit.query('update shopping_lists set updated_at = now() where id = $1', [id])
}

/** Makes sure that a seller exists and is not deleted meanwhile. @throws DomainError 404 for an unknown id. */
export async function requireSeller(unit: UnitOfWork, id: number): Promise<void> {
  const sellers = await unit.query('select 1 from sellers where id = $1 for key share', [id])
  if (sellers.length === 0) throw recordNotFound('Seller', id)
}
