import type { DeletionGuard } from '../deletion-guards.ts'
import { NUMBER_AT_SELLER } from './statements.ts'

/** A seller by whose numbers parts are known cannot be deleted. */
export const numberedSellerGuard: DeletionGuard = {
  async findObstacle(unit, id) {
    const numbers = await unit.query(NUMBER_AT_SELLER, [id])
    return numbers.length > 0 ? 'parts have numbers of it' : null
  },
}
