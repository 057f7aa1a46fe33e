import type { UnitOfWork } from '../../../plugins/database/database.ts'
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
  retire: (unit, partId) => retireAll(unit, [partId]),
  async restore(unit, partId) {
    await unit.query(COPY_TO_LEDGER, [[partId]])
    await unit.query(DELETE_FROM_RETIRED, [[partId]])
  },
  retireAll,
}

async function retireAll(unit: UnitOfWork, partIds: readonly number[]): Promise<void> {
  await unit.query(COPY_TO_RETIRED, [partIds])
  await unit.query(DELETE_FROM_LEDGER, [partIds])
}
