/** Columns of `PickListSummary`; `PICK_LIST_TOTALS` goes with them. */
export const PICK_LIST_COLUMNS = `
  l.id, l.kit_id, l.requested_units, l.status, iso_utc(l.created_at) as created_at,
  iso_utc(l.updated_at) as updated_at, iso_utc(l.completed_at) as completed_at,
  t.line_count, t.line_count - t.completed_line_count as open_line_count, t.completed_line_count,
  t.total as total_quantity_to_pick, t.picked as picked_quantity, t.total - t.picked as remaining_quantity,
  l.status = 'completed' as is_archived_ui`

/** Joined to pick lists `l`: their lines added up. */
export const PICK_LIST_TOTALS = `
  cross join lateral (
    select count(*) as line_count, count(*) filter (where line.status = 'completed') as completed_line_count,
           coalesce(sum(line.quantity_to_pick), 0) as total,
           coalesce(sum(line.quantity_to_pick) filter (where line.status = 'completed'), 0) as picked
      from kit_pick_list_lines line where line.pick_list_id = l.id) t`

/** Selects summaries of pick lists `l`; a condition and an order may follow. */
export const PICK_LIST_SUMMARIES = `select ${PICK_LIST_COLUMNS} from kit_pick_lists l ${PICK_LIST_TOTALS}`
