import type { UnitOfWork } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import type { Precondition } from '../../../plugins/entity-tags/precondition.ts'
import { recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { LOCK_LINE } from './line-statements.ts'
import { LOCK_PICK_LIST, SETTLE_PICK_LIST } from './statements.ts'

/** A line of a pick list that no other unit of work changes until this one ends. */
export type LockedLine = RowOf<typeof LOCK_LINE>

/**
 * Locks a pick list and then one of its lines. With the list locked, of two picks of its last lines the second one
 * sees that it is the last.
 *
 * @param precondition of the list.
 * @throws DomainError 404 for an unknown list, or a line that is not on it; StaleVersionError.
 */
export async function lockLine(
  unit: UnitOfWork,
  listId: number,
  lineId: number,
  precondition: Precondition | null = null,
): Promise<LockedLine> {
  const [list] = await unit.query(LOCK_PICK_LIST, [listId])
  if (!list) throw recordNotFound('Pick list', listId)
  const [line] = await unit.query(LOCK_LINE, [listId, lineId])
  if (!line) throw recordNotFound('Pick list line', lineId)
  precondition?.demand(list)
  return line
}

/** Marks a list as changed now, and makes it completed exactly if all its lines are. */
export async function settleList(unit: UnitOfWork, listId: number): Promise<void> {
  await unit.query(SETTLE_PICK_LIST, [listId])
}
