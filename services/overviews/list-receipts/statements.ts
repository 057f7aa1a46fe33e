import { int, json, nullable, statement, text, uuid } from '../../../plugins/database/statement.ts'
import type { ListReceipt } from './schemas.ts'

/**
 * What was received for the list `$1` and not undone, the newest first, at most `$2`: by hand or by a scan, which say so in
 * their operation, and by imports of orders, which have noted what they changed. One empty row stands for a list that has
 * received nothing.
 */
export const RECEIPTS_OF_LIST = statement(
  `with received as (
     select o.id, o.timestamp, o.actor_name, null::int as import_id, (o.detail ->> 'line_id')::int as line_id,
            null::int as part_id, (o.detail ->> 'received')::int as qty
       from operations o
      where o.effect = 'shopping-list-receipt' and o.detail ->> 'list_id' = $1::int::text and o.undoes is null
        and not operation_is_undone(o.id)
     union all
     select o.id, o.timestamp, o.actor_name, i.id, line.id, line.part_id, sum((u.before ->> 'pieces')::int)::int
       from shopping_list_lines line
       join import_undo u on u.entity = 'list_line_received' and u.entity_id = line.id
       join imports i on i.id = u.import_id and i.status = 'committed'
       join operations o on o.id = i.operation_id
      where line.shopping_list_id = $1
      group by o.id, i.id, line.id
     order by timestamp desc, id desc, line_id limit $2
   )
   select r.id as operation_id, iso_utc(r.timestamp) as received_at, r.actor_name, r.import_id, r.line_id, r.qty,
          (select key from parts where id = pile.part_id
           union all select key from retired_parts where id = pile.part_id limit 1) as part_key,
          coalesce(pile.places, '[]') as places, pile.seller, pile.order_number, pile.unit_price, pile.currency
     from shopping_lists list
     left join received r on true
     left join lateral (
       select min(h.part_id) as part_id,
              json_agg(json_build_object('box_no', split_part(h.location_reference, '-', 1)::int,
                                         'loc_no', split_part(h.location_reference, '-', 2)::int, 'qty', h.delta_qty)
                       order by h.id) as places,
              min(s.name) as seller, min(c.order_number) as order_number, trim_scale(min(c.unit_price))::text as unit_price,
              min(c.currency)::text as currency
         from (select id, part_id, location_reference, delta_qty from quantity_history where operation_id = r.id
               union all
               select id, part_id, location_reference, delta_qty from retired_quantity_history where operation_id = r.id) h
         left join receipts c on c.history_id = h.id
         left join sellers s on s.id = c.seller_id
        where r.part_id is null or h.part_id = r.part_id
     ) pile on true
    where list.id = $1
    order by r.timestamp desc, r.id desc, r.line_id`,
  {
    operation_id: nullable(uuid),
    received_at: nullable(text()),
    actor_name: nullable(text()),
    import_id: nullable(int),
    line_id: nullable(int),
    qty: nullable(int),
    part_key: nullable(text()),
    places: json<ListReceipt['places']>(),
    seller: nullable(text()),
    order_number: nullable(text()),
    unit_price: nullable(text()),
    currency: nullable(text()),
  },
)
