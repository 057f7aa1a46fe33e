import { int, nullable, statement, text, uuid } from '../../../../plugins/database/statement.ts'

/** The numbers of the orders of which the operation `$1` has received pieces. */
export const ORDERS_OF_OPERATION = statement(
  `select distinct unnest(array_append(r.other_numbers, r.order_number::text)) as number
     from (select id from quantity_history where operation_id = $1
           union all select id from retired_quantity_history where operation_id = $1) h
     join receipts r on r.history_id = h.id`,
  { number: nullable(text()) },
)

/**
 * Those of the operations `$1` that took a receipt off a line of a shopping list, when an import has received that line since, and which
 * one.
 */
export const RECEIVED_BY_IMPORTS_SINCE = statement(
  `select own.id, since.import_id, since.file_name, since.operation_id, since.received_at
     from unnest($1::uuid[]) asked (id),
          lateral (select id, timestamp, effect, detail from operations where id = asked.id limit 1) own,
          lateral (
            select i.id as import_id, i.file_name, o.id as operation_id, iso_utc(o.timestamp) as received_at
              from import_undo u
              join imports i on i.id = u.import_id and i.status = 'committed'
              join operations o on o.id = i.operation_id and o.timestamp > own.timestamp
             where u.entity = 'list_line_received' and u.entity_id = (own.detail ->> 'line_id')::int
             order by o.timestamp desc limit 1) since
    where own.effect = 'shopping-list-receipt'`,
  { id: uuid, import_id: int, file_name: text(), operation_id: uuid, received_at: text() },
)
