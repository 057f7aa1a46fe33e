import { int, json, nullable, statement, text } from '../../../plugins/database/statement.ts'
import { jsonList } from '../../json-list.ts'
import type { PickListLine, PickListSummary } from './schemas.ts'

/** A part that can stand in for that of a line. */
export interface Substitute {
  key: string
  description: string
}

/** Locks the pick list of the line `$1`, and then the line, in one statement; answers which parts can stand in for its own. */
export const LOCK_LINE_TO_PICK = statement(
  `with list as materialized (
     select id, status from kit_pick_lists
      where id = (select pick_list_id from kit_pick_list_lines where id = $1) for update
   )
   select line.id, line.status, line.quantity_to_pick as quantity, line.inventory_change_id as "historyId",
          line.kit_content_id as "contentId", line.location_id as "locationId", p.id as "partId", p.key as "partKey",
          p.description as "partDescription", place.box_no as "boxNo", place.loc_no as "locNo", list.id as "listId",
          list.status as "listStatus",
          ${jsonList(`select other.key, left(other.description, 200) as description
                        from kit_alternates a join parts other on other.id = a.part_id
                       where a.kit_content_id = line.kit_content_id order by a.rank`)} as substitutes
     from list
     join kit_pick_list_lines line on line.pick_list_id = list.id
     join kit_contents c on c.id = line.kit_content_id
     join parts p on p.id = c.part_id
     join locations place on place.id = line.location_id
    where line.id = $1 for update of line`,
  {
    id: int,
    status: text<PickListLine['status']>(),
    quantity: int,
    historyId: nullable(int),
    contentId: int,
    locationId: int,
    partId: int,
    partKey: text(),
    partDescription: text(),
    boxNo: int,
    locNo: int,
    listId: int,
    listStatus: text<PickListSummary['status']>(),
    substitutes: json<Substitute[]>(),
  },
)
