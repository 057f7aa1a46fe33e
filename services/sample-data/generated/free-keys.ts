import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { invalidOperation } from '../../../plugins/errors/domain-error.ts'
import { FREE_KEYS } from './statements.ts'

/** 26^4 keys exist; a step that shares no factor with that number visits each of them once. */
const KEY_COUNT = 456_976
const KEY_STEP = 123_457

/**
 * Keys that no part has, with a great distance from one to the next. One statement reads all keys: random ones would be
 * taken more and more often, the fuller the inventory is.
 *
 * @throws DomainError 409 when fewer are left.
 */
export async function findFreeKeys(unit: UnitOfWork, count: number): Promise<string[]> {
  const rows = await unit.query(FREE_KEYS, [count, KEY_COUNT, KEY_STEP])
  if (rows.length < count) {
    throw invalidOperation('generate parts', `only ${rows.length} of the ${KEY_COUNT} keys are free`)
  }
  return rows.map(({ key }) => key)
}
