import { int, nullable, statement, text } from '../../../plugins/database/statement.ts'
import type { LineRow } from './rows.ts'
import type { ShoppingListDto } from './schemas.ts'

const COLUMNS = `
  line.id, line.status, line.ordered, line.received, line.seller_id, line.order_number, s.name as seller_name, p.key as part_key,
  list.id as list_id, list.name as list_name, list.status as list_status`
const ROW = {
  id: int,
  status: text<LineRow['status']>(),
  ordered: int,
  received: int,
  seller_id: nullable(int),
  order_number: nullable(text()),
  seller_name: nullable(text()),
  part_key: text(),
  list_id: int,
  list_name: text(),
  list_status: text<ShoppingListDto['status']>(),
}

/** Locks the list of the line `$1`, and then the line, in one statement. */
export const LOCK_LINE_TO_RECEIVE = statement(
  `with list as materialized (
     select id, name, status from shopping_lists
      where id = (select shopping_list_id from shopping_list_lines where id = $1) for update
   )
   select ${COLUMNS}
     from list
     join shopping_list_lines line on line.shopping_list_id = list.id
     join parts p on p.id = line.part_id
     left join sellers s on s.id = line.seller_id
    where line.id = $1 for update of line`,
  ROW,
)

/** SQL whether a line waits for pieces of the part `$1` from one of the sellers `$2` with one of the numbers `$3` of orders. */
const WAITS_FOR_ORDER = `
  p.key = $1 and line.seller_id = any ($2::int[]) and folded_order_number(line.order_number) = any (folded_order_numbers($3))
  and line.status = 'ordered' and line.ordered > line.received and list.status = 'active'`

/** Locks the list that waits for pieces of the part `$1` from one of the sellers `$2` with one of the numbers `$3` of orders, and then its line. */
export const LOCK_LINE_OF_ORDER = statement(
  `with list as materialized (
     select id, name, status from shopping_lists
      where id = (select list.id
                    from parts p
                    join shopping_list_lines line on line.part_id = p.id
                    join shopping_lists list on list.id = line.shopping_list_id
                   where ${WAITS_FOR_ORDER}
                   order by line.id limit 1) for update
   )
   select ${COLUMNS}
     from list
     join shopping_list_lines line on line.shopping_list_id = list.id
     join parts p on p.id = line.part_id
     left join sellers s on s.id = line.seller_id
    where ${WAITS_FOR_ORDER} for update of line`,
  ROW,
)
