import { changedInRows } from '../../../plugins/database/change.ts'
import { int, statement, text } from '../../../plugins/database/statement.ts'

type Referrer = 'part_id' | 'seller_id'

function lockLists(ids: string) {
  return statement(`select from shopping_lists where id in (${ids}) order by id for update`, {})
}

function lockLines(column: Referrer) {
  return statement(`select from shopping_list_lines where ${column} = $1 order by id for update`, {})
}

function orderingList(column: Referrer) {
  return statement(
    `select list.name from shopping_list_lines line join shopping_lists list on list.id = line.shopping_list_id
      where line.${column} = $1 and line.status = 'ordered' and list.status = 'active' order by list.name limit 1`,
    { name: text() },
  )
}

/** The lists that have a line of the part, or a line or a group of the seller, `$1`. */
const LISTS_OF = {
  part_id: 'select shopping_list_id from shopping_list_lines where part_id = $1',
  seller_id: `select shopping_list_id from shopping_list_lines where seller_id = $1
              union select shopping_list_id from shopping_list_sellers where seller_id = $1`,
}

/** Locks these lists. */
export const LOCK_LISTS = { part_id: lockLists(LISTS_OF.part_id), seller_id: lockLists(LISTS_OF.seller_id) }

/** Locks the lines of the part, or the seller, `$1`. */
export const LOCK_LINES = { part_id: lockLines('part_id'), seller_id: lockLines('seller_id') }

/** The first active list by name on which the part is ordered, or which has ordered from the seller, `$1`. */
export const ORDERING_LIST = { part_id: orderingList('part_id'), seller_id: orderingList('seller_id') }

function touchLists(ids: string) {
  return statement(
    `update shopping_lists set updated_at = clock_timestamp() where id in (${ids}) returning id`,
    { id: int },
    changedInRows('shopping_list', 'id'),
  )
}

/** Marks the lists as changed now that have a line of the part, or a line or a group of the seller, `$1`. */
export const TOUCH_LISTS = { part_id: touchLists(LISTS_OF.part_id), seller_id: touchLists(LISTS_OF.seller_id) }

const LISTS_OF_PARTS = 'select shopping_list_id from shopping_list_lines where part_id = any ($1::int[])'

/** The same of the parts `$1`: lists, lines, and the first active list on which one of them is ordered. */
export const LOCK_LISTS_OF_PARTS = lockLists(LISTS_OF_PARTS)
export const LOCK_LINES_OF_PARTS = statement(
  'select from shopping_list_lines where part_id = any ($1::int[]) order by id for update',
  {},
)
export const ORDERING_LIST_OF_PARTS = statement(
  `select list.name, p.key
     from shopping_list_lines line join shopping_lists list on list.id = line.shopping_list_id
     join parts p on p.id = line.part_id
    where line.part_id = any ($1::int[]) and line.status = 'ordered' and list.status = 'active'
    order by list.name, p.key limit 1`,
  { name: text(), key: text() },
)
/** Of each of the parts `$1` that are ordered on active lists the first of these by name. */
export const ORDERING_LISTS_OF_PARTS = statement(
  `select distinct on (line.part_id) line.part_id, list.name
     from shopping_list_lines line join shopping_lists list on list.id = line.shopping_list_id
    where line.part_id = any ($1::int[]) and line.status = 'ordered' and list.status = 'active'
    order by line.part_id, list.name`,
  { part_id: int, name: text() },
)
export const TOUCH_LISTS_OF_PARTS = touchLists(LISTS_OF_PARTS)

/** Takes back what new lines of active lists were going to order from the seller `$1`. */
export const CLEAR_ORDERED_QUANTITIES = statement(
  `update shopping_list_lines line set ordered = 0 from shopping_lists list
    where line.seller_id = $1 and line.status = 'new' and line.ordered <> 0
      and list.id = line.shopping_list_id and list.status = 'active'`,
  {},
)
