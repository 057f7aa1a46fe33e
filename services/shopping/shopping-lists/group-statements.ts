import { bigint, int, json, nullable, statement, text } from '../../../plugins/database/statement.ts'
import { jsonList } from '../../json-list.ts'
import { GROUP_OF_SELLER } from './group-sql.ts'
import { LINES_OF_GROUP } from './line-sql.ts'
import type { GroupRow, LineRow } from './rows.ts'

/** The list `$1` with the group of the seller `$2`, null when there is none, and the lines from this seller. */
export const GROUP_DETAIL = statement(
  `select (select to_json(found) from (${GROUP_OF_SELLER}) found) as "group", ${jsonList(LINES_OF_GROUP)} as lines
     from shopping_lists list where list.id = $1`,
  { group: nullable(json<GroupRow>()), lines: json<LineRow[]>() },
)

/** Locks the group of the seller `$2` in the list `$1`. */
export const LOCK_GROUP = statement(
  'select g.id, g.status from shopping_list_sellers g where g.shopping_list_id = $1 and g.seller_id = $2 for update',
  { id: int, status: text<GroupRow['status']>() },
)

/** Sets the status of the group `$1`; null leaves it as it is. */
export const SET_GROUP_STATUS = statement(
  'update shopping_list_sellers set status = coalesce($2, status) where id = $1',
  {},
)

export const DELETE_GROUP = statement('delete from shopping_list_sellers where id = $1', {})

/** Takes the seller `$2` and the ordered quantities away from the lines of the list `$1` that are not done. */
export const RELEASE_LINES = statement(
  `update shopping_list_lines set seller_id = null, ordered = 0, status = 'new', order_number = null
    where shopping_list_id = $1 and seller_id = $2 and status <> 'done'`,
  {},
)

/** How many lines of the list `$1` from the seller `$2` are not done, and how many of them have no ordered quantity. */
export const COUNT_OPEN_LINES = statement(
  `select count(*) as count, count(*) filter (where ordered = 0) as without
     from shopping_list_lines where shopping_list_id = $1 and seller_id = $2 and status <> 'done'`,
  { count: bigint, without: bigint },
)

/** Marks the new lines of the list `$1` from the seller `$2` as ordered. */
export const ORDER_LINES = statement(
  `update shopping_list_lines set status = 'ordered'
    where shopping_list_id = $1 and seller_id = $2 and status = 'new'`,
  {},
)

/** Answers a row when a piece of the list `$1` from the seller `$2` was received. */
export const RECEIVED_LINE = statement(
  'select from shopping_list_lines where shopping_list_id = $1 and seller_id = $2 and received > 0 limit 1',
  {},
)

/** Marks the ordered lines of the list `$1` from the seller `$2` as new: they will be of another order. */
export const REOPEN_LINES = statement(
  `update shopping_list_lines set status = 'new', order_number = null
    where shopping_list_id = $1 and seller_id = $2 and status = 'ordered'`,
  {},
)
