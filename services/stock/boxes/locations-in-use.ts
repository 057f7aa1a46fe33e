import type { UnitOfWork } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import { HELD_LOCATION, LOCK_LOCATIONS } from './statements.ts'

/** A location that cannot be removed, and what refers to it. */
export type HeldLocation = RowOf<typeof HELD_LOCATION>

/**
 * Locks the locations of a box from `fromLocNo` on and finds what forbids removing them: the lowest one with stock,
 * or, when none has stock, the lowest one that a pick list refers to.
 *
 * Stock and pick-list lines refer to their location, so none can be added until the unit of work ends; one that is
 * being added at this moment is waited for. Hence two statements: the second one sees what the lock waited for.
 */
export async function findHeldLocation(
  unit: UnitOfWork,
  boxNo: number,
  fromLocNo: number,
): Promise<HeldLocation | undefined> {
  const range = [boxNo, fromLocNo]
  await unit.query(LOCK_LOCATIONS, range)
  const [held] = await unit.query(HELD_LOCATION, range)
  return held
}
