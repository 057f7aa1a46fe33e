import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { violates } from '../../../plugins/database/database-error.ts'
import { resourceConflict } from '../../../plugins/errors/domain-error.ts'
import { ShoppingList } from './entities.ts'

/** Writes the lists that were changed. @throws DomainError 409 when the name is taken. */
export async function flushNamed(unit: UnitOfWork, name: string): Promise<void> {
  try {
    await unit.em.flush()
  } catch (error) {
    if (violates(error, 'uq_shopping_lists_name')) throw resourceConflict('shopping list', `name ${name}`)
    throw error
  }
}

/** Adds a list. @returns its id. @throws DomainError 409 when the name is taken. */
export async function addList(unit: UnitOfWork, fields: { name: string; description: string | null }): Promise<number> {
  const list = unit.em.create(ShoppingList, fields)
  await flushNamed(unit, fields.name)
  unit.announce({ kind: 'shopping_list', id: String(list.id) })
  return list.id
}
