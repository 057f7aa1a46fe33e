import { int, nullable, statement, text, uuid } from '../../../plugins/database/statement.ts'
import { keptTable } from '../../catalogue/retired-parts/kept-table.ts'
import { keyOfPart } from '../../catalogue/retired-parts/key-sql.ts'
import type { LineRow } from './rows.ts'
import type { ShoppingListDto } from './schemas.ts'

/** Locks those of the lists `$1` that are still there. */
export const LOCK_LISTS_TO_UNDO = statement(
  'select from shopping_lists where id = any ($1::int[]) order by id for update',
  {},
)

/** Locks those of the lines `$1` that are still there. */
export const LOCK_LINES_TO_UNDO = statement(
  'select from shopping_list_lines where id = any ($1::int[]) order by id for update',
  {},
)

/** Those of the lines `$1` that are still there. */
export const LINES_TO_UNDO = statement(
  `select line.id, line.status, line.received, list.status as "listStatus"
     from shopping_list_lines line join shopping_lists list on list.id = line.shopping_list_id
    where line.id = any ($1::int[])`,
  { id: int, status: text<LineRow['status']>(), received: int, listStatus: text<ShoppingListDto['status']>() },
)

/** The parts that the operations `$1` have received, and the lists `$2`, of those that are there. */
export const RECEIVED_FOR = statement(
  `select asked.id, (select name from shopping_lists where id = asked.list_id) as list,
          (select ${keyOfPart('h.part_id')}
             from (select part_id from quantity_history where operation_id = asked.id
                   union all select part_id from retired_quantity_history where operation_id = asked.id limit 1) h) as part
     from unnest($1::uuid[], $2::int[]) asked (id, list_id)`,
  { id: uuid, list: nullable(text()), part: nullable(text()) },
)

/** Lines go with their part, and come back to lists that are not done, without a seller who is gone. */
export const KEPT_LINES = keptTable('shopping_list_lines', {
  fits: `exists (select from shopping_lists list where list.id = r.shopping_list_id and list.status = 'active')`,
  values: { seller_id: '(select s.id from sellers s where s.id = r.seller_id)' },
  leftOut: { what: 'shopping_list_lines', because: 'their lists were deleted or are done' },
})
