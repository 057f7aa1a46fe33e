import { bool, int, nullable, type RowOfColumns, text, uuid } from '../../../plugins/database/statement.ts'
import { receivedAsOtherParts, type SameBy } from './other-parts-sql.ts'
import {
  FOUND,
  FOUND_OF_ORDERS,
  givenPieces,
  IS_OF_SELLER,
  isOfOrder,
  LEDGER,
  NUMBER_OF_ORDER,
  ORDERS,
} from './receipts-of-orders-sql.ts'

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
  /** The part that the pieces were received as, where that is another one. */
  other_part: nullable(text()),
  /** By what these may be the same. */
  same_by: nullable(text<SameBy>()),
}

/** A receipt that may have brought the same pieces. */
export type EarlierReceipt = RowOfColumns<typeof EARLIER_RECEIPT>

/** So many parts are of a long file. */
const MANY_PARTS = 20

const SINCE = `now() - interval '${DAYS_WITHOUT_ORDER} days'`
const IS_LONG = `(select count(*) > ${MANY_PARTS} from given)`
/** A date in a file may be that of the invoice, or of another time zone. */
const DAYS_OF_DATES = 7

/**
 * SQL for the receipts that stand and may be of the same pieces as those that are given: of one part and one order, whenever they came;
 * or, where one of the two knows no order, of the last days. The seller is the same, or not known of one of the two. Two lines of one
 * order are other pieces, unless a file has received them, which may count the lines otherwise. A bag has several numbers of its order, and
 * each may be that by which a file or a list knows it. The latest come first.
 *
 * @param given SQL for `n`, `part_id`, `seller_id` (0: a seller who is not here yet), `order_number`, `other_numbers` of the bag or the file,
 *   `order_line`, `ordered_on`, `part_numbers` and `qty` of pieces; null where it is not known. Pieces that came before their
 *   order was sent are none of it.
 * @param asked `otherParts`: what was received of the order as other parts is found, too. `isFile`: the pieces are rows of a file.
 */
export function earlierReceipts(
  given: string,
  { otherParts, isFile = false }: { otherParts: boolean; isFile?: boolean },
): string {
  const ofOrder = isOfOrder({ isFile })
  return `
  with given as materialized (${givenPieces(`
    select n::int as n, part_id, seller_id, nullif(btrim(order_number), '') as order_number, other_numbers, order_line, ordered_on,
           part_numbers, qty
      from (${given}) pieces`)}
  ), orders as (${ORDERS}
  ), found as (${FOUND_OF_ORDERS}
    union
    -- For few parts, and where receipts of any order count, by the parts; else by the sellers, who have few receipts without an order.
    select ${FOUND}
      from (select distinct part_id from given where order_number is null or seller_id is null or not ${IS_LONG}) g
     cross join lateral (select id, part_id, delta_qty, operation_id, timestamp
                           from quantity_history
                          where part_id = g.part_id and timestamp > ${SINCE} and delta_qty > 0
                          order by timestamp desc, id desc limit ${MOST_ARRIVALS}) h
      join receipts r on r.history_id = h.id
    union
    select ${FOUND}
      from (select distinct seller_id from given where order_number is not null and ${IS_LONG}) g
      join receipts r on r.seller_id = g.seller_id and r.order_number is null and r.created_at > ${SINCE} ${LEDGER}
    union
    select ${FOUND} from receipts r ${LEDGER}
     where r.seller_id is null and r.order_number is null and r.created_at > ${SINCE} and ${IS_LONG}
  )${otherParts ? `, ${receivedAsOtherParts({ isFile })}` : ''}, fitting as materialized (
    select f.id, f.part_id, f.delta_qty, f.operation_id, f.order_line, f.import_id, g.n, same.is_of_order,
           ${NUMBER_OF_ORDER} as order_number, null::text as same_by
      from found f
      join given g on g.part_id = f.part_id
                  and ${IS_OF_SELLER}
                  and case when f.order_number is null or g.order_number is null
                           then f.timestamp > ${SINCE}
                                and (g.ordered_on is null or f.timestamp at time zone 'UTC' >= g.ordered_on - ${DAYS_OF_DATES})
                                and coalesce(f.ordered_on = g.ordered_on, true)
                           else ${ofOrder}
                                and (f.import_id is not null or coalesce(f.order_line = g.order_line, true)) end
     cross join lateral (select ${ofOrder} as is_of_order) same
     where f.delta_qty > 0${
       otherParts
         ? `
    union all
    select id, part_id, delta_qty, operation_id, order_line, import_id, n, is_of_order, order_number, same_by
      from other_parts`
         : ''
     }
  ), standing as materialized (
    select o.id, o.timestamp, o.effect, o.detail, o.source
      from operations o
     where o.id in (select operation_id from fitting) and not operation_is_undone(o.id)
  )
  select f.n, f.part_id, o.id as operation_id, iso_utc(o.timestamp) as received_at, sum(f.delta_qty)::int as qty,
         case when f.import_id is not null then 'import'
              when o.effect = 'shopping-list-receipt' and o.detail ->> 'by' is null and min(f.order_line) is null then 'hand'
              else 'scan' end as by,
         f.import_id, o.detail ->> 'file_name' as file, o.source,
         case when o.effect = 'shopping-list-receipt' then (o.detail ->> 'line_id')::int end as line_id,
         f.order_number, f.is_of_order,
         case when f.same_by is not null then (select key from parts where id = f.part_id) end as other_part, f.same_by
    from fitting f
    join standing o on o.id = f.operation_id
   -- A line of a list has a part of its own: as many pieces say nothing then.
   where f.same_by is distinct from 'quantity' or o.effect is distinct from 'shopping-list-receipt'
   group by f.n, f.part_id, f.import_id, f.order_number, f.is_of_order, f.same_by, o.id, o.timestamp, o.effect, o.detail, o.source
   order by o.timestamp desc, o.id, f.n`
}
