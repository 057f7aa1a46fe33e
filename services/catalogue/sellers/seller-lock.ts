import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { KEEP_SELLER } from './statements.ts'

/**
 * Makes sure that a seller exists and cannot be deleted before the unit of work ends.
 *
 * @throws DomainError 404 for an unknown id.
 */
export async function keepSeller(unit: UnitOfWork, id: number): Promise<void> {
  const sellers = await unit.query(KEEP_SELLER, [id])
  if (sellers.length === 0) throw recordNotFound('Seller', id)
}
