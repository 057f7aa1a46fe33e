import { changedInRows } from '../../../../plugins/database/change.ts'
import { int, statement } from '../../../../plugins/database/statement.ts'

const LINES = `
  select entity_id from import_undo
   where import_id = $1 and entity in ('list_line', 'list_line_pieces', 'list_line_received')`

/** Locks the shopping lists on which the import `$1` has written, as others do before they change lines. */
export const LOCK_LISTS_OF_IMPORT = statement(
  `select id from shopping_lists
    where id in (select shopping_list_id from shopping_list_lines where id in (${LINES})
                 union select g.shopping_list_id from import_undo u join shopping_list_sellers g on g.id = u.entity_id
                        where u.import_id = $1 and u.entity = 'list_column'
                 union select entity_id from import_undo where import_id = $1 and entity in ('list', 'list_content'))
    order by id for update`,
  { id: int },
)

/** Locks the lines of shopping lists that the import `$1` has written. */
export const LOCK_LINES_OF_IMPORT = statement(
  `select from shopping_list_lines where id in (${LINES}) order by id for update`,
  {},
)

/** Locks the kits in which the import `$1` has written. */
export const LOCK_KITS_OF_IMPORT = statement(
  `select id from kits
    where id in (select c.kit_id from import_undo u join kit_contents c on c.id = u.entity_id
                  where u.import_id = $1 and u.entity in ('kit_line', 'kit_line_fields')
                 union select (before ->> 'kitId')::int from import_undo
                        where import_id = $1 and entity = 'kit_line_removed'
                 union select entity_id from import_undo
                        where import_id = $1 and entity in ('kit', 'kit_fields', 'kit_unfitted', 'kit_content', 'kit_picks'))
    order by id for no key update`,
  { id: int },
)

/** Marks the shopping lists `$1` as changed now, as far as they are there. */
export const TOUCH_LISTS_OF_IMPORT = statement(
  'update shopping_lists set updated_at = clock_timestamp() where id = any ($1::int[]) returning id',
  { id: int },
  changedInRows('shopping_list', 'id'),
)

/** The same of the kits `$1`. */
export const TOUCH_KITS_OF_IMPORT = statement(
  'update kits set updated_at = clock_timestamp() where id = any ($1::int[]) returning id',
  { id: int },
  changedInRows('kit', 'id'),
)
