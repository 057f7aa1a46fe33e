import { coverUrlSql } from '../documents/cover-sql.ts'
import { jsonObjectSql } from '../json-sql.ts'

/** SQL for each field of a summary, of the pick list `l` with its totals `t`. */
const SUMMARY = {
  id: 'l.id',
  kit_id: 'l.kit_id',
  requested_units: 'l.requested_units',
  status: 'l.status',
  created_at: 'iso_utc(l.created_at)',
  updated_at: 'iso_utc(l.updated_at)',
  completed_at: 'iso_utc(l.completed_at)',
  line_count: 't.line_count',
  open_line_count: 't.line_count - t.completed_line_count',
  completed_line_count: 't.completed_line_count',
  total_quantity_to_pick: 't.total',
  picked_quantity: 't.picked',
  remaining_quantity: 't.total - t.picked',
  is_archived_ui: "l.status = 'completed'",
}
