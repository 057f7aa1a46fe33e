import { int, nullable, statement, text } from '../../../plugins/database/statement.ts'
import type { PickListLine, PickListSummary } from './schemas.ts'

/** Locks the line `$2` of the pick list `$1`. */
export const LOCK_LINE = statement(
  `select line.id, line.status, line.quantity_to_pick as quantity, line.inventory_change_id as "historyId",
          line.kit_content_id as "contentId", line.location_id as "locationId", p.id as "partId", p.key as "partKey",
          place.box_no as "boxNo", place.loc_no as "locNo", l.status as "listStatus"
     from kit_pick_list_lines line
     join kit_pick_lists l on l.id = line.pick_list_id
     join kit_contents c on c.id = line.kit_content_id
     join parts p on p.id = c.part_id
     join locations place on place.id = line.location_id
    where line.id = $2 and line.pick_list_id = $1
      for update of line`,
  {
    id: int,
    status: text<PickListLine['status']>(),
    quantity: int,
    historyId: nullable(int),
    contentId: int,
    locationId: int,
    partId: int,
    partKey: text(),
    boxNo: int,
    locNo: int,
    listStatus: text<PickListSummary['status']>(),
  },
)

/** Completes the line `$1`; `$2` is the change of stock that it made, or null. */
export const COMPLETE_LINE = statement(
  `update kit_pick_list_lines set status = 'completed', picked_at = clock_timestamp(), inventory_change_id = $2
    where id = $1`,
  {},
)

/** Opens the line `$1` again. */
export const REOPEN_LINE = statement(
  `update kit_pick_list_lines set status = 'open', picked_at = null, inventory_change_id = null where id = $1`,
  {},
)

/** Makes the line `$1` take `$2` pieces. */
export const SET_LINE_QUANTITY = statement('update kit_pick_list_lines set quantity_to_pick = $2 where id = $1', {})

/** Makes the line `$1` take `$3` pieces from the location `$2`. */
export const SET_LINE_PLACE = statement(
  'update kit_pick_list_lines set location_id = $2, quantity_to_pick = $3 where id = $1',
  {},
)

/** Keeps the locations `$1` from being removed, in the order in which others lock them. */
export const KEEP_PLACES = statement(
  'select from locations where id = any ($1::int[]) order by box_no, loc_no for key share',
  {},
)

/** Adds lines of the content `$2` to the pick list `$1`, one for each location `$3` with `$4` pieces. */
export const ADD_LINES = statement(
  `insert into kit_pick_list_lines (pick_list_id, kit_content_id, location_id, quantity_to_pick)
   select $1, $2, planned.* from unnest($3::int[], $4::int[]) planned`,
  {},
)

/** Deletes the lines of the kit content `$1` from all pick lists. */
export const DELETE_LINES_OF_CONTENT = statement('delete from kit_pick_list_lines where kit_content_id = $1', {})
