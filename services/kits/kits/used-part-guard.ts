import type { DeletionGuard } from '../../catalogue/deletion-guards.ts'
import { KIT_WITH_PART, KIT_WITH_PARTS, KITS_WITH_PARTS } from './statements.ts'

/** A part that a kit contains cannot be deleted, whether the kit is active or archived. */
export const usedPartGuard: DeletionGuard = {
  async findObstacle(unit, id) {
    const [kit] = await unit.query(KIT_WITH_PART, [id])
    return kit ? `it is used in the kit ${kit.name}` : null
  },
  async findRefused(db, ids) {
    const kits = await db.query(KITS_WITH_PARTS, [ids])
    return new Map(kits.map(({ part_id, name }) => [part_id, `is used in the kit ${name}`]))
  },
  many: {
    async findObstacle(unit, ids) {
      const [kit] = await unit.query(KIT_WITH_PARTS, [ids])
      return kit ? `${kit.key} is used in the kit ${kit.name}` : null
    },
  },
}
