import type { UnitOfWork } from '../../../plugins/database/database.ts'
import type { DeletionGuard } from '../../catalogue/deletion-guards.ts'
import {
  CLEAR_ORDERED_QUANTITIES,
  LOCK_LINES,
  LOCK_LINES_OF_PARTS,
  LOCK_LISTS,
  LOCK_LISTS_OF_PARTS,
  ORDERING_LIST,
  ORDERING_LIST_OF_PARTS,
  ORDERING_LISTS_OF_PARTS,
  TOUCH_LISTS,
  TOUCH_LISTS_OF_PARTS,
} from './guard-statements.ts'

/**
 * Finds an active list with an order. The lines are locked although their lists are locked already, because a list may
 * have been added between the two statements.
 *
 * @returns the name of the list, null when there is none.
 */
async function findOrder(unit: UnitOfWork, column: 'part_id' | 'seller_id', id: number): Promise<string | null> {
  await unit.query(LOCK_LINES[column], [id])
  // A statement of its own: it sees what the locks waited for.
  const [list] = await unit.query(ORDERING_LIST[column], [id])
  return list?.name ?? null
}

/** A part that is ordered on an active list cannot be deleted: the delivery could not be received any more. */
export const orderedPartGuard: DeletionGuard = {
  async lock(unit, id) {
    await unit.query(LOCK_LISTS.part_id, [id])
  },
  async findObstacle(unit, id) {
    const list = await findOrder(unit, 'part_id', id)
    return list === null ? null : `it is ordered on the shopping list ${list}`
  },
  async release(unit, id) {
    // Their lines go with the part.
    await unit.query(TOUCH_LISTS.part_id, [id])
  },
  async findRefused(db, ids) {
    const lists = await db.query(ORDERING_LISTS_OF_PARTS, [ids])
    return new Map(lists.map(({ part_id, name }) => [part_id, `is ordered on the shopping list ${name}`]))
  },
  many: {
    async lock(unit, ids) {
      await unit.query(LOCK_LISTS_OF_PARTS, [ids])
    },
    async findObstacle(unit, ids) {
      await unit.query(LOCK_LINES_OF_PARTS, [ids])
      const [list] = await unit.query(ORDERING_LIST_OF_PARTS, [ids])
      return list ? `${list.key} is ordered on the shopping list ${list.name}` : null
    },
    async release(unit, ids) {
      await unit.query(TOUCH_LISTS_OF_PARTS, [ids])
    },
  },
}

/**
 * A seller that an active list has ordered from cannot be deleted. Before another one is deleted, the ordered quantities of
 * its new lines on active lists become 0.
 */
export const orderingSellerGuard: DeletionGuard = {
  async lock(unit, id) {
    await unit.query(LOCK_LISTS.seller_id, [id])
  },
  async findObstacle(unit, id) {
    const list = await findOrder(unit, 'seller_id', id)
    return list === null ? null : `the active shopping list ${list} has ordered from it`
  },
  async release(unit, id) {
    await unit.query(CLEAR_ORDERED_QUANTITIES, [id])
    await unit.query(TOUCH_LISTS.seller_id, [id])
  },
}
