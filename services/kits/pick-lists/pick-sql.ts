/**
 * SQL for a `with` list that completes a line of a pick list, and its list when no other line is open.
 *
 * @param values parameters: the line, its list, and the change of stock that it made, or null.
 */
export function completePick(values: { line: string; list: string; change: string }): string {
  const { line, list, change } = values
  return `picked_line as (
     update kit_pick_list_lines
        set status = 'completed', picked_at = clock_timestamp(), inventory_change_id = ${change}
      where id = ${line}
   ), settled_list as (
     update kit_pick_lists list
        set status = case when left_over.open then 'open' else 'completed' end,
            completed_at = case when left_over.open then null else coalesce(list.completed_at, clock_timestamp()) end
       from (select exists (select from kit_pick_list_lines
                             where pick_list_id = ${list} and status = 'open' and id <> ${line}) as open) left_over
      where list.id = ${list}
     returning list.kit_id
   )`
}
