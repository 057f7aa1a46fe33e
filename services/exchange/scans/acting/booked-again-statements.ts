import { statement, text, uuid } from '../../../../plugins/database/statement.ts'

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

/**
 * Whether the receipts `own` and `other` are of one order, and of one line of it. A file may count the lines of an order otherwise
 * than its bags do, so an import has received all that it says of a part.
 */
const IS_SAME_ORDER = `
  other.order_number in (own.order_number, upper(own.order_number), lower(own.order_number))
  and (other.import_id is not null or coalesce(other.order_line = own.order_line, true))`

/**
 * Those of the operations `$1` that took a booking back, the one with which they began being `$2`, when the same was
 * booked in its place: the code of a bag, or pieces of one order of a seller, who was not known yet in some bookings.
 * What was booked beside it is no matter, and neither is another bag of the order.
 */
export const BOOKED_AGAIN = statement(
  `select asked.id, again.reason
     from unnest($1::uuid[], $2::uuid[]) asked (id, root),
          lateral (select id, timestamp from operations where id = asked.root limit 1) begun,
          lateral (
            select 'the same code was booked again since; undo that first' as reason
              from scanned_bags own
              join scanned_bags other on other.bag = own.bag
              join operations o on o.id = other.operation_id
             where own.operation_id = asked.root and ${STANDS_IN_PLACE}
            union all
            select 'pieces of the order ' || own.order_number || ' were received again since; undo that first'
              from quantity_history h
              join receipts own on own.history_id = h.id and own.seller_id is not null
              join receipts other on other.seller_id = own.seller_id and ${IS_SAME_ORDER}
              join quantity_history received on received.id = other.history_id and received.part_id = h.part_id
              join operations o on o.id = received.operation_id
             where h.operation_id = asked.root and ${STANDS_IN_PLACE} and not (${HAVE_OTHER_BAGS})
            union all
            select 'pieces of the order ' || own.order_number || ' were received again since; undo that first'
              from quantity_history h
              join receipts own on own.history_id = h.id and own.seller_id is null
              join quantity_history received on received.part_id = h.part_id
              join receipts other on other.history_id = received.id and ${IS_SAME_ORDER}
              join operations o on o.id = received.operation_id
             where h.operation_id = asked.root and ${STANDS_IN_PLACE} and not (${HAVE_OTHER_BAGS})
             limit 1) again`,
  { id: uuid, reason: text() },
)
