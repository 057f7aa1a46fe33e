import type { RetirementStep } from '../../catalogue/retired-parts/retirement.ts'
import {
  COPY_TO_LEDGER,
  COPY_TO_RETIRED,
  DELETE_FROM_LEDGER,
  DELETE_FROM_RETIRED,
} from './retired-ledger-statements.ts'

/**
 * Moves the ledger of a part to the retired ones and back. It is copied first and deleted in a second statement, since
 * the database lets a row go only when the other table has it.
 */
export const retiredLedger: RetirementStep = {
  async retire(unit, partId) {
    await unit.query(COPY_TO_RETIRED, [partId])
    await unit.query(DELETE_FROM_LEDGER, [partId])
  },
  async restore(unit, partId) {
    await unit.query(COPY_TO_LEDGER, [partId])
    await unit.query(DELETE_FROM_RETIRED, [partId])
  },
}
