import { nullable, statement, text, uuid } from '../../../../plugins/database/statement.ts'
import { COMMIT_LOCK } from '../writing/statements.ts'

/**
 * Waits for imports that are being written, and has others wait, when the operation `$1` has received pieces of an order, or for a
 * line of a shopping list.
 */
export const WAIT_FOR_ORDERS = statement(
  `select pg_advisory_xact_lock(${COMMIT_LOCK})::text as lock
    where exists (select from (select id from quantity_history where operation_id = $1
                               union all select id from retired_quantity_history where operation_id = $1) h
                    join receipts r on r.history_id = h.id where r.order_number is not null)
       or (select effect from operations where id = $1 limit 1) = 'shopping-list-receipt'`,
  { lock: nullable(text()) },
)

/** Those of the operations `$1` that took a receipt off a line of a shopping list which an import has received since. */
export const RECEIVED_BY_IMPORTS_SINCE = statement(
  `select own.id
     from unnest($1::uuid[]) asked (id),
          lateral (select id, timestamp, effect, detail from operations where id = asked.id limit 1) own
    where own.effect = 'shopping-list-receipt'
      and exists (select from import_undo u
                    join imports i on i.id = u.import_id and i.status = 'committed'
                    join operations o on o.id = i.operation_id and o.timestamp > own.timestamp
                   where u.entity = 'list_line_received' and u.entity_id = (own.detail ->> 'line_id')::int)`,
  { id: uuid },
)
