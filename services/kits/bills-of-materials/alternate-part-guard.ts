import type { DeletionGuard } from '../../catalogue/deletion-guards.ts'
import { LOCK_KITS, TOUCH_KITS } from './deleted-part-statements.ts'

/** A part that only stands in for others can be deleted. Whoever edits these lines or kits is told that they changed. */
export const alternatePartGuard: DeletionGuard = {
  async lock(unit, id) {
    await unit.query(LOCK_KITS.one, [id])
  },
  async findObstacle() {
    return null
  },
  async release(unit, id) {
    await unit.query(TOUCH_KITS.one, [id])
  },
  many: {
    async lock(unit, ids) {
      await unit.query(LOCK_KITS.many, [ids])
    },
    async findObstacle() {
      return null
    },
    async release(unit, ids) {
      await unit.query(TOUCH_KITS.many, [ids])
    },
  },
}
