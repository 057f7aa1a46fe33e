import { statement, text } from '../../plugins/database/statement.ts'

/**
 * Has those who make parts of codes or of the rows of files wait for each other until the end of the transaction: each sees what the one
 * before made. Locks of orders are taken first.
 */
export const LOCK_NEW_PARTS = statement(
  "select pg_advisory_xact_lock(hashtextextended('new parts', 0))::text as lock",
  { lock: text() },
)
