import { bool, int, nullable, type RowOfColumns, text, uuid } from '../../../plugins/database/statement.ts'

/** So long a receipt may be of any order of its seller, where one of the two names none. */
const DAYS_WITHOUT_ORDER = 90
/** So many of the latest arrivals of a part are looked at for that. */
const MOST_ARRIVALS = 500

export const EARLIER_RECEIPT = {
  /** For which of the given pieces. */
  n: int,
  part_id: int,
  operation_id: uuid,
  received_at: text(),
  qty: int,
  by: text<'import' | 'scan' | 'hand'>(),
  import_id: nullable(int),
  /** The name of the file of the import. */
  file: nullable(text()),
  /** What the ledger says of it, such as "shopping-list 3 line 12". */
  source: nullable(text()),
  /** The line of a shopping list that it was for. */
  line_id: nullable(int),
  order_number: nullable(text()),
  /** Whether both are of one order; else it is not known of one of them. */
  is_of_order: bool,
}

/** A receipt that may have brought the same pieces. */
export type EarlierReceipt = RowOfColumns<typeof EARLIER_RECEIPT>

/** SQL for the spellings of a number: shops write theirs in capitals, and people as they like. */
const SPELLINGS = 'g.order_number, upper(g.order_number), lower(g.order_number)'

/**
 * SQL for the receipts that stand and may be of the same pieces as those that are given: of one part and one order, whenever they came;
 * or, where one of the two knows no order, of the last days. The seller is the same, or not known of one of the two. Two lines of one
 * order are other pieces, unless a file has received them, which may count the lines otherwise. The latest come first.
 *
 * @param given SQL for `n`, `part_id`, `seller_id` (0: a seller who is not here yet), `order_number`, `order_line` and `ordered_on`
 *   of pieces; null where it is not known. Pieces that came before their order was sent are none of it.
 */
export function earlierReceipts(given: string): string {
  return `
  with given as materialized (
    select n::int as n, part_id, seller_id, nullif(btrim(order_number), '') as order_number, order_line, ordered_on from (${given}) asked
  ), orders as (
    select distinct seller_id, order_number from given where order_number is not null
  ), found as (
    select r.history_id from orders g join receipts r on r.seller_id = g.seller_id and r.order_number in (${SPELLINGS})
    union
    select r.history_id from orders g join receipts r on r.seller_id is null and r.order_number in (${SPELLINGS})
    union
    select r.history_id
      from (select distinct part_id from given) g
     cross join lateral (select id from quantity_history
                          where part_id = g.part_id and timestamp > now() - interval '${DAYS_WITHOUT_ORDER} days' and delta_qty > 0
                          order by timestamp desc, id desc limit ${MOST_ARRIVALS}) h
      join receipts r on r.history_id = h.id
  )
  select g.n, h.part_id, o.id as operation_id, iso_utc(o.timestamp) as received_at, sum(h.delta_qty)::int as qty,
         case when r.import_id is not null then 'import'
              when o.effect = 'shopping-list-receipt' and o.detail ->> 'by' is null and min(r.order_line) is null then 'hand'
              else 'scan' end as by,
         r.import_id, o.detail ->> 'file_name' as file, o.source,
         case when o.effect = 'shopping-list-receipt' then (o.detail ->> 'line_id')::int end as line_id,
         r.order_number, coalesce(upper(r.order_number) = upper(g.order_number), false) as is_of_order
    from found
    join receipts r on r.history_id = found.history_id
    join quantity_history h on h.id = found.history_id
    join given g on g.part_id = h.part_id
                and (r.seller_id is null or g.seller_id is null or r.seller_id = g.seller_id)
                and case when r.order_number is null or g.order_number is null
                         then (g.ordered_on is null or h.timestamp at time zone 'UTC' >= g.ordered_on)
                              and coalesce(r.ordered_on = g.ordered_on, true)
                         else upper(r.order_number) = upper(g.order_number)
                              and (r.import_id is not null or coalesce(r.order_line = g.order_line, true)) end
    join operations o on o.id = h.operation_id
   where not operation_is_undone(o.id)
   group by g.n, g.order_number, h.part_id, o.id, r.import_id, r.order_number
   order by o.timestamp desc, o.id, g.n`
}
