import { bigint, bool, int, json, nullable, statement, text } from '../../../plugins/database/statement.ts'
import { LINES } from './line-sql.ts'
import type { LineRow } from './rows.ts'

/** The line `$1`. */
export const LINE = statement(`${LINES} where line.id = $1`, {
  version: bigint,
  id: int,
  shopping_list_id: int,
  part_id: int,
  seller_id: nullable(int),
  needed: int,
  ordered: int,
  received: int,
  status: text<LineRow['status']>(),
  note: nullable(text()),
  created_at: text(),
  updated_at: text(),
  can_receive: bool,
  completion_mismatch: bool,
  completion_note: nullable(text()),
  completed_at: nullable(text()),
  has_quantity_mismatch: bool,
  seller_link: nullable(text()),
  is_editable: bool,
  seller: nullable(json<NonNullable<LineRow['seller']>>()),
  part: json<LineRow['part']>(),
  part_locations: json<LineRow['part_locations']>(),
})

/** The list of the line `$1`. */
export const LIST_OF_LINE = statement('select shopping_list_id, order_number from shopping_list_lines where id = $1', {
  shopping_list_id: int,
  order_number: nullable(text()),
})

/** Locks the line `$1`. */
export const LOCK_LINE = statement(
  `select line.id, line.part_id, line.needed, line.ordered, line.received, line.seller_id, line.note, line.status, line.version,
          line.order_number, p.key as part_key
     from shopping_list_lines line join parts p on p.id = line.part_id
    where line.id = $1 for update of line`,
  {
    id: int,
    part_id: int,
    needed: int,
    ordered: int,
    received: int,
    seller_id: nullable(int),
    note: nullable(text()),
    status: text<LineRow['status']>(),
    version: bigint,
    order_number: nullable(text()),
    part_key: text(),
  },
)

export const DELETE_LINE = statement('delete from shopping_list_lines where id = $1 returning id', { id: int })

/** Adds `$2` pieces to what the line `$1` has received. */
export const RECEIVE_PIECES = statement('update shopping_list_lines set received = received + $2 where id = $1', {})

/** Sets when the line `$1` was completed, and whether all ordered pieces came. */
export const COMPLETE_LINE = statement(
  `update shopping_list_lines set completed_at = clock_timestamp(), completion_mismatch = received <> ordered
    where id = $1`,
  {},
)

/** Those of the lines `$1` that are completed, or whose list is done. */
export const SETTLED_LINES = statement(
  `select line.id
     from shopping_list_lines line
     join shopping_lists list on list.id = line.shopping_list_id
    where line.id = any ($1::int[]) and (line.status = 'done' or list.status = 'done')`,
  { id: int },
)
