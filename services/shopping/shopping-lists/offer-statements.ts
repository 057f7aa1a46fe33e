import { int, json, nullable, statement, text } from '../../../plugins/database/statement.ts'
import { jsonList } from '../../json-list.ts'
import type { LineOffer } from './offer-schemas.ts'

/**
 * What is known of buying the parts of the lines of the list `$1`, a row a line in the order of the list: the numbers that
 * the seller of the line has for it, and what was paid last, to that seller if anything ever was. One empty row stands for
 * a list without lines.
 */
export const OFFERS_OF_LIST = statement(
  `select line.id as line_id, price.unit_price, price.currency, price.seller, price.received_at,
          ${jsonList(`select n.number, n.min_quantity, n.multiple from seller_parts n
                       where n.part_id = line.part_id and n.seller_id = line.seller_id order by n.id`)} as numbers
     from shopping_lists list
     left join shopping_list_lines line on line.shopping_list_id = list.id
     left join lateral (
       select trim_scale(r.unit_price)::text as unit_price, r.currency::text as currency, s.name as seller,
              iso_utc(h.timestamp) as received_at
         from quantity_history h
         join receipts r on r.history_id = h.id
         left join sellers s on s.id = r.seller_id
        where h.part_id = line.part_id and r.unit_price is not null and operation_is_undone(h.operation_id) is not true
        order by (r.seller_id = line.seller_id) is true desc, r.id desc limit 1) price on true
    where list.id = $1
    order by line.created_at, line.id`,
  {
    line_id: nullable(int),
    unit_price: nullable(text()),
    currency: nullable(text()),
    seller: nullable(text()),
    received_at: nullable(text()),
    numbers: json<LineOffer['numbers']>(),
  },
)
