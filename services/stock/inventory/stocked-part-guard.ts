import type { DeletionGuard } from '../../catalogue/deletion-guards.ts'
import { PIECE_OF_PART, STOCKED_PART, STOCKED_PARTS } from './statements.ts'

/** A part that is in stock cannot be deleted. */
export const stockedPartGuard: DeletionGuard = {
  async findObstacle(unit, id) {
    const stock = await unit.query(PIECE_OF_PART, [id])
    return stock.length > 0 ? 'it still has parts in inventory that must be removed first' : null
  },
  async findRefused(db, ids) {
    const stocked = await db.query(STOCKED_PARTS, [ids])
    return new Map(stocked.map(({ part_id }) => [part_id, 'is in stock']))
  },
  many: {
    async findObstacle(unit, ids) {
      const [part] = await unit.query(STOCKED_PART, [ids])
      return part ? `${part.key} still has parts in inventory that must be removed first` : null
    },
  },
}
