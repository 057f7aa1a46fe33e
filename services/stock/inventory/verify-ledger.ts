import type { Database } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import { LEDGER_ERRORS } from './statements.ts'

/** A part whose history does not add up to its stock. */
export type LedgerError = RowOf<typeof LEDGER_ERRORS>

/** Compares the sum of the history with the stock of every part. @returns the parts where they differ, by key. */
export async function findLedgerErrors(db: Database): Promise<LedgerError[]> {
  return db.query(LEDGER_ERRORS)
}
