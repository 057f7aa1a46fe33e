import { bigint, bool, int, json, nullable, statement, text, uuid } from '../../../../plugins/database/statement.ts'
import { jsonList } from '../../../json-list.ts'
import { receivedAsOtherParts, type SameBy } from '../../../stock/receipts/other-parts-sql.ts'
import { FOUND_OF_ORDERS, givenPieces, ORDERS } from '../../../stock/receipts/receipts-of-orders-sql.ts'

/**
 * Pieces of the parts `$3` that were received of the orders `$2` of the sellers `$1`, and not by an import, and those that were
 * received of orders with the numbers `$4` before their seller was known here.
 */
export const RECEIVED_BEFORE = statement(
  `with orders as materialized (
     select seller_id, folded_order_number(order_number) as folded, min(order_number) as order_number
       from (select * from unnest($1::int[], $2::text[]) given (seller_id, order_number)
             union all select null, number from unnest($4::text[]) number) given
      group by 1, 2
   ), of_orders as (
     select r.id, r.history_id, r.seller_id, r.order_number, r.order_line, r.import_id
       from orders o
       join receipts r on folded_order_number(r.order_number) = o.folded and r.seller_id = o.seller_id
     union all
     select r.id, r.history_id, r.seller_id, r.order_number, r.order_line, r.import_id
       from orders o
       join receipts r on folded_order_number(r.order_number) = o.folded and r.seller_id is null
      where o.seller_id is null
     union all
     -- By another number of the bag.
     select r.id, r.history_id, r.seller_id, o.order_number, r.order_line, r.import_id
       from receipts r
      cross join lateral (select distinct folded from unnest(folded_order_numbers(r.other_numbers)) folded) other
       join orders o on o.folded = other.folded and r.seller_id is not distinct from o.seller_id
                     and folded_order_number(r.order_number) is distinct from o.folded
      where folded_order_numbers(r.other_numbers) && (select array_agg(folded) from orders)
   )
   select h.part_id, r.seller_id, r.order_number, r.order_line, sum(h.delta_qty) as qty
     from of_orders r
     join quantity_history h on h.id = r.history_id
    where h.part_id = any ($3::int[]) and r.import_id is null and operation_is_undone(h.operation_id) is not true
    group by h.part_id, r.seller_id, r.order_number, r.order_line
    order by h.part_id, min(r.id)`,
  { part_id: int, seller_id: nullable(int), order_number: text(), order_line: nullable(int), qty: bigint },
)

/**
 * Pieces of the parts `$1` that lines of the sellers `$2` have received by hand or by scan, without the number of an order: those
 * of lines that an import has put on a list by names that begin with one of `$3`, since then, and those of lines of the list `$4`,
 * unless another order has put them there. Of the latter it says what they have still to get, and how many of the pieces imports
 * have taken for those of which order, as far as the pieces that there were then still stand. Earlier versions did not note that: what such an import has filled is left out.
 */
export const RECEIVED_ON_LINES = statement(
  `with lines as materialized (
     select l.id, l.shopping_list_id, l.part_id, l.seller_id, greatest(l.ordered - l.received, 0) as open,
            coalesce(l.shopping_list_id = $4::int and l.status <> 'new', false)
            and (l.ordered > l.received or not exists (
              select from import_undo u join imports i on i.id = u.import_id and i.status = 'committed'
               where u.entity = 'list_line_received' and u.entity_id = l.id and u.before ->> 'counts' is null)) as is_chosen
       from shopping_list_lines l
      where l.part_id = any ($1::int[]) and l.seller_id = any ($2::int[]) and l.received > 0
   ), listings as materialized (
     select l.id as line_id, i.id as import_id, o.timestamp
       from lines l
       join import_undo u on u.entity in ('list_line', 'list_line_pieces') and u.entity_id = l.id
       join imports i on i.id = u.import_id and i.status = 'committed'
       join operations o on o.id = i.operation_id
   ), of_order as materialized (
     select i.id from (select distinct import_id as id from listings) i
      where exists (select from import_sources s join unnest($3::text[]) given (base) on starts_with(s.source_key, given.base)
                     where s.import_id = i.id)
   ), asked as (
     select l.*, listed.at as listed_at
       from lines l
       left join lateral (select max(g.timestamp) as at from listings g join of_order i on i.id = g.import_id
                           where g.line_id = l.id) listed on true
      where listed.at is not null
         or (l.is_chosen and not exists (
              select from listings g join import_sources s on s.import_id = g.import_id
               where g.line_id = l.id and starts_with(s.source_key, 'listed ')))
   ), hand as materialized (
     select a.id as line_id, o.timestamp, sum(h.delta_qty)::int as qty
       from asked a
       join operations o on o.effect = 'shopping-list-receipt' and o.detail ->> 'list_id' = a.shopping_list_id::text
                        and (o.detail ->> 'line_id')::int = a.id and o.undoes is null
                        and o.timestamp > coalesce(a.listed_at, '-infinity')
       join quantity_history h on h.operation_id = o.id and h.part_id = a.part_id
       join receipts r on r.history_id = h.id and r.order_number is null
      where not operation_is_undone(o.id)
      group by a.id, o.id, o.timestamp
   )
   select a.id, a.part_id, a.seller_id, case when a.listed_at is null then a.open end as open, sum(hand.qty) as qty,
          ${jsonList(`select c.before ->> 'order' as "order",
                             sum(least((c.before ->> 'pieces')::int, (select coalesce(sum(qty), 0) from hand
                                  where line_id = a.id and timestamp < i.committed_at)))::int as pieces
                        from import_undo c join imports i on i.id = c.import_id and i.status = 'committed'
                       where c.entity = 'list_line_counted' and c.entity_id = a.id
                       group by c.before ->> 'order'`)} as counted
     from asked a
     join hand on hand.line_id = a.id
    group by a.id, a.part_id, a.seller_id, a.listed_at, a.open
    order by a.id`,
  {
    id: int,
    part_id: int,
    seller_id: int,
    open: nullable(int),
    qty: bigint,
    counted: json<{ order: string; pieces: number }[]>(),
  },
)

/** How many of the pieces that the lines `$1` have received by hand imports have taken for those of which order. */
export const COUNTED_ON_LINES = statement(
  `select c.entity_id as line_id, c.before ->> 'order' as "order", sum((c.before ->> 'pieces')::int)::int as pieces
     from import_undo c
     join imports i on i.id = c.import_id and i.status = 'committed'
    where c.entity = 'list_line_counted' and c.entity_id = any ($1::int[])
    group by c.entity_id, c.before ->> 'order'`,
  { line_id: int, order: text(), pieces: int },
)

/** Lines of other lists than `$3` that wait for pieces of the parts `$1` from the sellers `$2`. */
export const WAITING_ON_LISTS = statement(
  `select l.part_id, l.seller_id, l.order_number, l.ordered - l.received as open, list.id as list_id, list.name as list_name
     from shopping_list_lines l
     join shopping_lists list on list.id = l.shopping_list_id and list.status = 'active'
    where l.part_id = any ($1::int[]) and l.seller_id = any ($2::int[]) and l.status = 'ordered' and l.ordered > l.received
      and list.id is distinct from $3::int
    order by l.part_id, list.id`,
  {
    part_id: int,
    seller_id: int,
    order_number: nullable(text()),
    open: int,
    list_id: int,
    list_name: text(),
  },
)

/**
 * What scans and hands have received of the orders of the rows `$1`, as JSON, and may be the pieces of which row: also where that is about the
 * same part, `is_own`.
 */
export const RECEIVED_OF_ORDERS = statement(
  `with given as materialized (${givenPieces(`
     select n, part_id, seller_id, nullif(btrim(order_number), '') as order_number, other_numbers, order_line, part_numbers, qty
       from json_to_recordset($1::json)
            as pieces (n int, part_id int, seller_id int, order_number text, other_numbers text[], order_line int,
                       part_numbers text[], qty int)`)}
   ), orders as (${ORDERS}
   ), found as materialized (${FOUND_OF_ORDERS}
   ), ${receivedAsOtherParts({ isFile: true })}
   select f.n, f.part_id, p.key as part_key, f.seller_id, f.order_number, f.order_line, f.same_by, f.has_number, f.is_own,
          o.id as operation_id, iso_utc(o.timestamp) as received_at, o.source,
          case when o.effect = 'shopping-list-receipt' and o.detail ->> 'by' is null and f.order_line is null then 'hand'
               else 'scan' end as by,
          sum(f.delta_qty)::int as qty
     from other_parts f
     join parts p on p.id = f.part_id
     join operations o on o.id = f.operation_id
    where not operation_is_undone(o.id)
      -- A line of a list has a part of its own: as many pieces say nothing then.
      and (f.same_by <> 'quantity' or o.effect is distinct from 'shopping-list-receipt')
    group by f.n, f.part_id, p.key, f.seller_id, f.order_number, f.order_line, f.same_by, f.has_number, f.is_own,
             o.id, o.timestamp, o.source, o.effect, o.detail
    order by o.timestamp desc, o.id, f.n`,
  {
    n: int,
    part_id: int,
    part_key: text(),
    seller_id: nullable(int),
    order_number: text(),
    order_line: nullable(int),
    same_by: text<SameBy>(),
    has_number: bool,
    is_own: bool,
    operation_id: uuid,
    received_at: text(),
    source: nullable(text()),
    by: text<'hand' | 'scan'>(),
    qty: int,
  },
)
