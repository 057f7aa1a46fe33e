import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { invalidOperation } from '../../../plugins/errors/domain-error.ts'
import { BLOCKED_KEYS, KEY_COUNT } from '../../catalogue/parts/part-keys.ts'
import { FREE_KEYS } from './statements.ts'

/** A step that shares no factor with the number of keys visits each of them once. */
const KEY_STEP = 123_457

/**
 * Keys that no part has or had, with a great distance from one to the next, and the same in each empty inventory. One
 * statement reads all keys: random ones would be taken more and more often, the fuller the inventory is.
 *
 * @throws DomainError 409 when fewer are left.
 */
export async function findFreeKeys(unit: UnitOfWork, count: number): Promise<string[]> {
  const rows = await unit.query(FREE_KEYS, [count, KEY_COUNT, KEY_STEP, BLOCKED_KEYS])
  if (rows.length < count) {
    throw invalidOperation('generate parts', `only ${rows.length} of the ${KEY_COUNT} keys are free`)
  }
  return rows.map(({ key }) => key)
}
