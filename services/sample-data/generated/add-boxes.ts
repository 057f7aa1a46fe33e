import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { ADD_NAMED_BOXES } from './statements.ts'

const BOX_CAPACITY = 60
/** One box for so many parts: a workshop of 3,000 parts has 40 boxes. */
const PARTS_A_BOX = 75

/** Adds boxes for so many parts, with their locations. */
export async function addBoxes(unit: UnitOfWork, parts: number): Promise<void> {
  await unit.query(ADD_NAMED_BOXES, [Math.ceil(parts / PARTS_A_BOX), BOX_CAPACITY])
}
