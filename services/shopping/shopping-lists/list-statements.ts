import { changedByValue, changedInRows } from '../../../plugins/database/change.ts'
import { bigint, bool, int, json, nullable, statement, text } from '../../../plugins/database/statement.ts'
import { jsonList } from '../../json-list.ts'
import { isBehind, positionOf } from '../../page-position.ts'
import { GROUPS_OF_LIST } from './group-sql.ts'
import { LIGHT_LINES, LINES_OF_LIST } from './line-sql.ts'
import type { GroupRow, LineRow } from './rows.ts'
import type { LineCounts, ShoppingListDto, ShoppingListLineLight } from './schemas.ts'

const STATUS = text<ShoppingListDto['status']>()

/** The list `$1` with its lines and groups. */
export const LIST_DETAIL = statement(
  `select list.id, list.name, list.description, list.status, iso_utc(list.created_at) as created_at,
          iso_utc(list.updated_at) as updated_at, list.version, ${jsonList(LINES_OF_LIST)} as lines,
          ${jsonList(GROUPS_OF_LIST)} as groups
     from shopping_lists list where list.id = $1`,
  {
    id: int,
    name: text(),
    description: nullable(text()),
    status: STATUS,
    created_at: text(),
    updated_at: text(),
    version: bigint,
    lines: json<LineRow[]>(),
    groups: json<GroupRow[]>(),
  },
)

/** The list `$1` with light lines, done ones only when `$2`. */
export const LIGHT_LIST = statement(
  `select ${jsonList(LIGHT_LINES)} as lines from shopping_lists list where list.id = $1`,
  { lines: json<ShoppingListLineLight[]>() },
)

function listSummaries(condition = '') {
  return statement(
    `select list.id, list.name, list.description, list.status, iso_utc(list.updated_at) as updated_at,
          iso_utc(list.updated_at) as last_updated, counts.ordered > 0 as has_ordered_lines,
          json_build_object('new', counts.new, 'ordered', counts.ordered, 'done', counts.done,
                            'total', counts.total) as line_counts, ${positionOf('list.updated_at')}
     from shopping_lists list
    cross join lateral (
      select count(*) filter (where status = 'new') as new, count(*) filter (where status = 'ordered') as ordered,
             count(*) filter (where status = 'done') as done, count(*) as total
        from shopping_list_lines where shopping_list_id = list.id) counts
    where ($1 or list.status <> 'done') and ($2::text[] is null or list.status = any ($2)) ${condition}
    order by list.updated_at desc, list.id desc limit $3`,
    {
      id: int,
      name: text(),
      description: nullable(text()),
      status: STATUS,
      updated_at: text(),
      last_updated: text(),
      has_ordered_lines: bool,
      line_counts: json<LineCounts>(),
      position: bigint,
    },
  )
}

/**
 * The lists that changed last first: done ones only when `$1`, and only those of the statuses `$2` unless it is null, at most
 * `$3`; or those behind the position `$4`, `$5`.
 */
export const LIST_SUMMARIES = {
  newest: listSummaries(),
  after: listSummaries(`and ${isBehind('list.updated_at, list.id', '$4', '$5')}`),
}

export const LOCK_LIST = statement('select id, name, status, version from shopping_lists where id = $1 for update', {
  id: int,
  name: text(),
  status: STATUS,
  version: bigint,
})

/** Sets the time of the last change of the list `$1` to now. */
export const TOUCH_LIST = statement(
  'update shopping_lists set updated_at = clock_timestamp() where id = $1',
  {},
  changedByValue('shopping_list', 1),
)

/** The kits that show the list `$1` among their own: its name or status is another one there, too. */
export const CHANGE_LINKED_KITS = statement(
  'select kit_id from kit_shopping_list_links where shopping_list_id = $1',
  { kit_id: int },
  changedInRows('kit', 'kit_id'),
)

/** Sets the status `$2` of the list `$1`. It answers the kits that show it. */
export const SET_LIST_STATUS = statement(
  `with changed as (update shopping_lists set status = $2 where id = $1 returning id)
   select link.kit_id from changed join kit_shopping_list_links link on link.shopping_list_id = changed.id`,
  { kit_id: int },
  changedByValue('shopping_list', 1),
  changedInRows('kit', 'kit_id'),
)

/** Deletes the list `$1` with its links to kits. It answers the list, and the kits that have shown it. */
export const DELETE_LIST = statement(
  `with deleted as (delete from shopping_lists where id = $1 returning id)
   select deleted.id, link.kit_id
     from deleted left join kit_shopping_list_links link on link.shopping_list_id = deleted.id`,
  { id: int, kit_id: nullable(int) },
  changedInRows('shopping_list', 'id'),
  changedInRows('kit', 'kit_id'),
)
