import { int, nullable, statement, text } from '../../../plugins/database/statement.ts'
import type { LineRow } from './rows.ts'
import type { ShoppingListDto } from './schemas.ts'

/** Locks the list of the line `$1`, and then the line, in one statement. */
export const LOCK_LINE_TO_RECEIVE = statement(
  `with list as materialized (
     select id, name, status from shopping_lists
      where id = (select shopping_list_id from shopping_list_lines where id = $1) for update
   )
   select line.id, line.status, line.ordered, line.received, line.seller_id, s.name as seller_name, p.key as part_key,
          list.id as list_id, list.name as list_name, list.status as list_status
     from list
     join shopping_list_lines line on line.shopping_list_id = list.id
     join parts p on p.id = line.part_id
     left join sellers s on s.id = line.seller_id
    where line.id = $1 for update of line`,
  {
    id: int,
    status: text<LineRow['status']>(),
    ordered: int,
    received: int,
    seller_id: nullable(int),
    seller_name: nullable(text()),
    part_key: text(),
    list_id: int,
    list_name: text(),
    list_status: text<ShoppingListDto['status']>(),
  },
)
