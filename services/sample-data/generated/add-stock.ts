import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { ADD_PILES, CREATE_PILES, DROP_PILES, NESTED_LOOPS } from './pile-sql.ts'

/** Creates the temporary table of this unit of work's piles, from which their history is made. */
export async function beginPiles(unit: UnitOfWork): Promise<void> {
  await unit.query(DROP_PILES)
  await unit.query(CREATE_PILES)
}

/**
 * Adds stock: about three locations a part, some parts with none and some with eight; some piles are reels, and one in
 * seven has at most five pieces.
 */
export async function addStock(unit: UnitOfWork, partIds: readonly number[]): Promise<void> {
  await unit.query(NESTED_LOOPS.off)
  await unit.query(ADD_PILES, [partIds])
  await unit.query(NESTED_LOOPS.on)
}
