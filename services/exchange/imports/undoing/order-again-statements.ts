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

/**
 * Those of the operations `$1` that took a receipt off a line of a shopping list, the one with which they began being `$2`, when an
 * import has received that line since, or pieces of the part from the same seller while nobody has said of which order the receipt is.
 */
export const RECEIVED_BY_IMPORTS_SINCE = statement(
  `select own.id, since.reason
     from unnest($1::uuid[], $2::uuid[]) asked (id, root),
          lateral (select id, timestamp, effect, detail from operations where id = asked.id limit 1) own,
          lateral (
            select 'the line of the shopping list has received pieces by an import since; undo that first' as reason
              from import_undo u
              join imports i on i.id = u.import_id and i.status = 'committed'
              join operations o on o.id = i.operation_id and o.timestamp > own.timestamp
             where u.entity = 'list_line_received' and u.entity_id = (own.detail ->> 'line_id')::int
            union all
            select 'pieces of ' || p.key || ' came from ' || s.name || ' by an import since, and may be the same; undo that first, or '
                   || 'receive them anew'
              from quantity_history h
              join receipts mine on mine.history_id = h.id and mine.order_number is null
              join parts p on p.id = h.part_id
              join sellers s on s.id = mine.seller_id
              join quantity_history came on came.part_id = h.part_id and came.timestamp > own.timestamp
              join receipts other on other.history_id = came.id and other.seller_id = mine.seller_id and other.import_id is not null
             where h.operation_id = asked.root and not operation_is_undone(came.operation_id)
             limit 1) since
    where own.effect = 'shopping-list-receipt'`,
  { id: uuid, reason: text() },
)
