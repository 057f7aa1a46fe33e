import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { recordNotFound } from '../../../plugins/errors/domain-error.ts'

/** A line of a pick list that nobody else changes until the unit of work ends. */
export interface LockedLine {
  id: number
  status: 'open' | 'completed'
  quantity: number
  historyId: number | null
  partKey: string
  boxNo: number
  locNo: number
  listStatus: 'open' | 'completed'
}

/**
 * Locks a pick list and then one of its lines. With the list locked, of two picks of its last lines the second one
 * sees that it is the last.
 *
 * @throws DomainError 404 for an unknown list, or a line that is not on it.
 */
export async function lockLine(unit: UnitOfWork, listId: number, lineId: number): Promise<LockedLine> {
  const lists = await unit.query('select 1 from kit_pick_lists where id = $1 for update', [listId])
  if (lists.length === 0) throw recordNotFound('Pick list', listId)
  const [line] = await unit.query<LockedLine>(
    `select line.id, line.status, line.quantity_to_pick as quantity, line.inventory_change_id as "historyId",
            p.key as "partKey", place.box_no as "boxNo", place.loc_no as "locNo", l.status as "listStatus"
       from kit_pick_list_lines line
       join kit_pick_lists l on l.id = line.pick_list_id
       join kit_contents c on c.id = line.kit_content_id
       join parts p on p.id = c.part_id
       join locations place on place.id = line.location_id
      where line.id = $2 and line.pick_list_id = $1
        for update of line`,
    [listId, lineId],
  )
  if (!line) throw recordNotFound('Pick list line', lineId)
  return line
}

/** Marks a list as changed now, and makes it completed exactly if all its lines are. */
export async function settleList(unit: UnitOfWork, listId: number): Promise<void> {
  await unit.query(
    `update kit_pick_lists list
        set status = case when left_over.open then 'open' else 'completed' end,
            completed_at = case when left_over.open then null else coalesce(list.completed_at, now()) end
       from (select exists (select 1 from kit_pick_list_lines where pick_list_id = $1 and status = 'open') as open)
            left_over
      where list.id = $1`,
    [listId],
  )
}
