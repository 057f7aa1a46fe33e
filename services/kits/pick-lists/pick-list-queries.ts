import { coverUrlSql } from '../../documents/documents/cover-sql.ts'

const COLUMNS = `
  l.id, l.kit_id, l.requested_units, l.status, iso_utc(l.created_at) as created_at,
  iso_utc(l.updated_at) as updated_at, iso_utc(l.completed_at) as completed_at,
  t.line_count, t.line_count - t.completed_line_count as open_line_count, t.completed_line_count,
  t.total as total_quantity_to_pick, t.picked as picked_quantity, t.total - t.picked as remaining_quantity,
  l.status = 'completed' as is_archived_ui`

const TOTALS = `
  cross join lateral (
    select count(*) as line_count, count(*) filter (where line.status = 'completed') as completed_line_count,
           coalesce(sum(line.quantity_to_pick), 0) as total,
           coalesce(sum(line.quantity_to_pick) filter (where line.status = 'completed'), 0) as picked
      from kit_pick_list_lines line where line.pick_list_id = l.id) t`

/** Selects summaries of pick lists `l`; a condition and an order may follow. */
export const PICK_LIST_SUMMARIES = `select ${COLUMNS} from kit_pick_lists l ${TOTALS}`

/** The lines of the pick list `l`, as JSON. */
const LINES = `
  (select coalesce(json_agg(json_build_object(
            'id', line.id, 'status', line.status, 'quantity_to_pick', line.quantity_to_pick,
            'inventory_change_id', line.inventory_change_id, 'picked_at', iso_utc(line.picked_at),
            'kit_content', json_build_object('id', c.id, 'part_id', p.id, 'part_key', p.key,
              'part_description', p.description, 'cover_url', ${coverUrlSql('p.attachment_set_id')}),
            'location', json_build_object('id', place.id, 'box_no', place.box_no, 'loc_no', place.loc_no,
              'box_description', b.description)
          ) order by p.key, place.box_no, place.loc_no, line.id), '[]')
     from kit_pick_list_lines line
     join kit_contents c on c.id = line.kit_content_id
     join parts p on p.id = c.part_id
     join locations place on place.id = line.location_id
     join boxes b on b.id = place.box_id
    where line.pick_list_id = l.id)`

/** The pick list `$1`, complete, in one statement. */
export const PICK_LIST_DETAIL = `
  select ${COLUMNS}, k.name as kit_name, ${LINES} as lines
    from kit_pick_lists l join kits k on k.id = l.kit_id ${TOTALS}
   where l.id = $1`
