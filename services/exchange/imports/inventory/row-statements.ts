import { int, json, statement } from '../../../../plugins/database/statement.ts'
import { jsonList } from '../../../json-list.ts'

/** Rows of tables as they are, by what they are of. */
type NotedRows = Readonly<Record<string, unknown>>

const ROWS = { id: int, rows: json<NotedRows>() }

/** The rows that the kits `$1` consist of. */
export const KIT_ROWS = statement(
  `select k.id, json_build_object('head', to_json(k),
            'lines', ${jsonList('select c.* from kit_contents c where c.kit_id = k.id order by c.id')},
            'alternates', ${jsonList(`select a.* from kit_alternates a join kit_contents c on c.id = a.kit_content_id
                                       where c.kit_id = k.id order by a.kit_content_id, a.rank`)},
            'unfitted', ${jsonList('select u.* from kit_unfitted u where u.kit_id = k.id order by u.id')}) as rows
     from kits k where k.id = any ($1::int[])`,
  ROWS,
)

/** The same of shopping lists, with the names of their sellers. */
export const LIST_ROWS = statement(
  `select list.id, json_build_object('head', to_json(list),
            'lines', ${jsonList(`select l.*, s.name as seller from shopping_list_lines l left join sellers s on s.id = l.seller_id
                                  where l.shopping_list_id = list.id order by l.id`)},
            'groups', ${jsonList(`select g.*, s.name as seller from shopping_list_sellers g join sellers s on s.id = g.seller_id
                                   where g.shopping_list_id = list.id order by g.id`)}) as rows
     from shopping_lists list where list.id = any ($1::int[])`,
  ROWS,
)
