import { bigint, bool, int, nullable, text } from '../../../plugins/database/statement.ts'
import type { KitSummary } from './schemas.ts'

/** What `KIT_SUMMARY_COLUMNS` answer. */
export const KIT_SUMMARY_ROW = {
  id: int,
  name: text(),
  description: nullable(text()),
  status: text<KitSummary['status']>(),
  build_target: int,
  archived_at: nullable(text()),
  updated_at: text(),
  cover_url: nullable(text()),
  shopping_list_badge_count: bigint,
  pick_list_badge_count: bigint,
  is_archived: bool,
}

/** What `KIT_COLUMNS` answer. */
export const KIT_ROW = { ...KIT_SUMMARY_ROW, attachment_set_id: int, created_at: text() }
