import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { recordNotFound } from '../../../plugins/errors/domain-error.ts'
import type { Options } from './options.ts'
import { MISSING_TARGETS } from './statements.ts'

/** Options that name a record, and what it is called. */
const TARGETS = { kit_id: 'Kit', seller_id: 'Seller', list_id: 'Shopping list' } as const

/** @throws DomainError 404 when options name a kit, a seller or a shopping list that there is not. */
export async function demandTargets(db: Pick<Database | UnitOfWork, 'query'>, options: Options): Promise<void> {
  const named = Object.entries(TARGETS).flatMap(([option, resource]) => {
    const id = options[option]
    return typeof id === 'number' ? [{ resource, id }] : []
  })
  if (named.length === 0) return
  const [missing] = await db.query(MISSING_TARGETS, [named.map(({ resource }) => resource), named.map(({ id }) => id)])
  if (missing !== undefined) throw recordNotFound(missing.resource, missing.id)
}
