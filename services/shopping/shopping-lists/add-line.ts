import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { violates } from '../../../plugins/database/database-error.ts'
import { invalidOperation } from '../../../plugins/errors/domain-error.ts'
import { keepSeller } from '../../catalogue/sellers/seller-lock.ts'
import { ShoppingListLine } from './entities.ts'
import { type LockedList, requireActive, touchList } from './list-lock.ts'

/** A line to be added. */
export interface NewLine {
  partId: number
  needed: number
  sellerId: number | null
  note: string | null
}

/**
 * Adds a line to a list that the caller has locked.
 *
 * @returns its id.
 * @throws DomainError 404 for an unknown seller; 409 for a done list, and for a part that is on the list already.
 */
export async function addLine(
  unit: UnitOfWork,
  list: LockedList,
  { partId, needed, sellerId, note }: NewLine,
): Promise<number> {
  requireActive(list, 'add part to shopping list')
  if (sellerId !== null) await keepSeller(unit, sellerId)
  const fields = { shoppingListId: list.id, partId, sellerId, needed, note, ordered: 0, status: 'new' }
  const line = unit.em.create(ShoppingListLine, fields)
  try {
    await unit.em.flush()
  } catch (error) {
    if (!violates(error, 'uq_shopping_list_lines_list_part')) throw error
    throw invalidOperation('add part to shopping list', 'the part is already on the list')
  }
  await touchList(unit, list.id)
  return line.id
}
