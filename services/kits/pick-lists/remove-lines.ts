import type { UnitOfWork } from '../../../plugins/database/database.ts'

/**
 * Removes the lines of a kit content from all pick lists, within the lock of its kit. A list whose other lines are
 * all completed is completed thereby; one without any line left stays as it was.
 */
export async function removeLinesOfContent(unit: UnitOfWork, contentId: number): Promise<void> {
  const lists = await unit.query<{ id: number }>(
    `select id from kit_pick_lists
      where id in (select pick_list_id from kit_pick_list_lines where kit_content_id = $1)
      order by id for update`,
    [contentId],
  )
  if (lists.length === 0) return
  await unit.query('delete from kit_pick_list_lines where kit_content_id = $1', [contentId])
  await unit.query(
    `update kit_pick_lists list
        set status = left_over.status,
            completed_at = case when left_over.status = 'completed' then coalesce(list.completed_at, now()) end
       from (select l.id, case when count(line.id) > 0 and count(line.id) filter (where line.status = 'open') = 0
                               then 'completed' else l.status end as status
               from kit_pick_lists l left join kit_pick_list_lines line on line.pick_list_id = l.id
              where l.id = any ($1::int[]) group by l.id) left_over
      where list.id = left_over.id`,
    [lists.map(({ id }) => id)],
  )
}
