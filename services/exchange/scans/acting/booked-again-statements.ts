import { bool, json, nullable, statement, text, uuid } from '../../../../plugins/database/statement.ts'
import { type EarlierReceipt, earlierReceipts } from '../../../stock/receipts/earlier-receipts-sql.ts'

/**
 * SQL for whether an operation `o` stands, and the two never stood at one time: the older one of it and `begun` was undone
 * when the other was done.
 */
const STANDS_IN_PLACE = `
  o.id <> begun.id and not operation_is_undone(o.id)
  and (select turn.turns % 2 = 1 from operations turn
        where turn.root = case when o.timestamp < begun.timestamp then o.id else begun.id end
          and turn.timestamp < greatest(o.timestamp, begun.timestamp)
        order by turn.turns desc limit 1)`

/** Stores one more booking of the bag that the operation `$1` has booked, if it has booked one. */
export const BOOK_BAG_AGAIN = statement(
  `insert into scanned_bags (bag, booking, operation_id)
   select own.bag, (select max(booking) + 1 from scanned_bags every where every.bag = own.bag), $1::uuid
     from (select distinct bag from scanned_bags where operation_id = $1) own`,
  {},
)

/** Whether an operation `o` and `begun` have booked different bags. */
const HAVE_OTHER_BAGS = `
  exists (select from scanned_bags where operation_id = begun.id) and exists (select from scanned_bags where operation_id = o.id)
  and not exists (select from scanned_bags a join scanned_bags b on b.bag = a.bag
                   where a.operation_id = begun.id and b.operation_id = o.id)`

/** Receipts that may have brought the same pieces as those of the operations `asked.root`, by the place of these. */
const EARLIER = earlierReceipts(
  `select distinct asked.n, h.part_id, own.seller_id, own.order_number, own.other_numbers, own.order_line, own.ordered_on,
          own.part_numbers, h.delta_qty as qty
     from asked
     cross join lateral (select id, part_id, delta_qty from quantity_history where operation_id = asked.root
                         union all
                         -- Of a part that the operation has made.
                         select id, part_id, delta_qty from retired_quantity_history where operation_id = asked.root) h
     join receipts own on own.history_id = h.id`,
  { otherParts: true },
)

/**
 * Those of the operations `$1` that took a booking back, the one with which they began being `$2`, when the same was
 * booked in its place: the code of a bag, or pieces that may be the same. What was booked beside it is no matter, and neither is
 * another bag.
 */
export const BOOKED_AGAIN = statement(
  `with asked as (select * from unnest($1::uuid[], $2::uuid[]) with ordinality as given (id, root, n)),
        earlier as materialized (${EARLIER})
   select asked.id, again.is_same_code, again.part_key, again.receipt
     from asked,
          lateral (select id, timestamp from operations where id = asked.root limit 1) begun,
          lateral (
            select true as is_same_code, null::text as part_key, null::json as receipt
              from scanned_bags own
              join scanned_bags other on other.bag = own.bag
              join operations o on o.id = other.operation_id
             where own.operation_id = asked.root and ${STANDS_IN_PLACE}
            union all
            select false, p.key, row_to_json(earlier)
              from earlier
              join parts p on p.id = earlier.part_id
              join operations o on o.id = earlier.operation_id
             where earlier.n = asked.n and ${STANDS_IN_PLACE} and not (${HAVE_OTHER_BAGS})
             order by is_same_code desc limit 1) again`,
  { id: uuid, is_same_code: bool, part_key: nullable(text()), receipt: nullable(json<EarlierReceipt>()) },
)
