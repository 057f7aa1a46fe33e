import type { UnitOfWork } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import { invalidOperation, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { LOCK_KIT, TOUCH_KIT } from './statements.ts'

/** A kit that no other unit of work changes until this one ends. */
export type LockedKit = RowOf<typeof LOCK_KIT>

/**
 * Locks a kit against changes of itself, its contents and its set of pick lists. It is the first lock of everything
 * that changes one of these.
 *
 * @throws DomainError 404 for an unknown id.
 */
export async function lockKit(unit: UnitOfWork, id: number): Promise<LockedKit> {
  const [kit] = await unit.query(LOCK_KIT, [id])
  if (!kit) throw recordNotFound('Kit', id)
  return kit
}

/**
 * The same for what an archived kit does not allow.
 *
 * @param operation what is to be done, for the message.
 * @throws DomainError 404 for an unknown id; 409 for an archived kit.
 */
export async function lockActiveKit(unit: UnitOfWork, id: number, operation: string): Promise<LockedKit> {
  const kit = await lockKit(unit, id)
  if (kit.status === 'archived') throw invalidOperation(operation, 'the kit is archived')
  return kit
}

/** Marks a kit as changed now: overviews show it first, and links to shopping lists go stale. */
export async function touchKit(unit: UnitOfWork, id: number): Promise<void> {
  await unit.query(TOUCH_KIT, [id])
}
