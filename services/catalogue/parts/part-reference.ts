import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { partNotFound } from './part-not-found.ts'
import { KEEP_PART } from './statements.ts'

/** How a client names a part: by its number, or by its key. */
export type PartReference = { id: number } | { key: string }

/**
 * Finds a part that then cannot be deleted before the unit of work ends.
 *
 * @throws DomainError 404 for an unknown part.
 */
export async function keepPart(unit: UnitOfWork, part: PartReference): Promise<{ id: number; key: string }> {
  const [statement, value] = 'id' in part ? [KEEP_PART.byId, part.id] : [KEEP_PART.byKey, part.key]
  const [found] = await unit.query(statement, [value])
  if (!found) throw 'id' in part ? recordNotFound('Part', part.id) : await partNotFound(unit, part.key)
  return found
}
