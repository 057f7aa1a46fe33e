import { nullable, statement, text } from '../../../../plugins/database/statement.ts'
import { COMMIT_LOCK } from '../writing/statements.ts'

/** Waits for imports that are being written, and has others wait, when the operation `$1` has received pieces of an order. */
export const WAIT_FOR_ORDERS = statement(
  `select pg_advisory_xact_lock(${COMMIT_LOCK})::text as lock
    where exists (select from (select id from quantity_history where operation_id = $1
                               union all select id from retired_quantity_history where operation_id = $1) h
                    join receipts r on r.history_id = h.id where r.order_number is not null)`,
  { lock: nullable(text()) },
)
