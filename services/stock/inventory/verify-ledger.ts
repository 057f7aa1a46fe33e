import type { Database } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import { COUNT_PARTS, LEDGER_ERRORS } from './ledger-statements.ts'

/** A part whose history does not add up to its stock. */
export type LedgerError = RowOf<typeof LEDGER_ERRORS>

/**
 * Compares the sum of the history with the stock of every part, and for deleted parts with nothing.
 *
 * @returns the parts where they differ, by key.
 */
export async function findLedgerErrors(db: Database): Promise<LedgerError[]> {
  return db.query(LEDGER_ERRORS)
}

/** How many parts the comparison is about. */
export async function countVerifiedParts(db: Database): Promise<RowOf<typeof COUNT_PARTS>> {
  const [counts] = await db.query(COUNT_PARTS)
  return counts ?? { parts: 0, retired: 0 }
}
