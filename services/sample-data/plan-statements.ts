import { statement } from '../../plugins/database/statement.ts'
import { insertStatement } from './insert-statement.ts'

/** The columns of a kit in the files and of a generated one. */
export const KIT_COLUMNS = {
  name: 'text',
  description: 'text',
  build_target: 'int',
  status: 'text',
  archived_at: 'timestamptz',
  attachment_set_id: 'int',
}
export const ADD_KITS = insertStatement('kits', { ...KIT_COLUMNS, updated_at: 'timestamptz' })
export const ADD_KIT_CONTENTS = insertStatement('kit_contents', {
  kit_id: 'int',
  part_id: 'int',
  required_per_unit: 'int',
  note: 'text',
})

export const ADD_PICK_LISTS = insertStatement('kit_pick_lists', {
  kit_id: 'int',
  requested_units: 'int',
  status: 'text',
  completed_at: 'timestamptz',
})
export const ADD_PICK_LIST_LINES = insertStatement('kit_pick_list_lines', {
  pick_list_id: 'int',
  kit_content_id: 'int',
  location_id: 'int',
  quantity_to_pick: 'int',
  status: 'text',
  picked_at: 'timestamptz',
})

/** Connects each picked line with the history row of its withdrawal. */
export const CONNECT_WITHDRAWALS = statement(
  `update kit_pick_list_lines line set inventory_change_id = h.id
     from kit_contents c, locations l, quantity_history h
    where c.id = line.kit_content_id and l.id = line.location_id
      and h.part_id = c.part_id and h.location_reference = l.box_no || '-' || l.loc_no
      and h.timestamp = line.picked_at and h.delta_qty = -line.quantity_to_pick`,
  {},
)

export const ADD_SHOPPING_LISTS = insertStatement('shopping_lists', {
  name: 'text',
  description: 'text',
  status: 'text',
})

/** The columns of a shopping list line in the files and of a generated one. */
export const LINE_COLUMNS = {
  shopping_list_id: 'int',
  part_id: 'int',
  seller_id: 'int',
  needed: 'int',
  ordered: 'int',
  received: 'int',
  note: 'text',
  status: 'text',
  completed_at: 'timestamptz',
  completion_mismatch: 'boolean',
}
export const ADD_SHOPPING_LIST_LINES = insertStatement('shopping_list_lines', LINE_COLUMNS)
export const ADD_SELLER_GROUPS = insertStatement('shopping_list_sellers', {
  shopping_list_id: 'int',
  seller_id: 'int',
  note: 'text',
  status: 'text',
})
export const ADD_KIT_LIST_LINKS = insertStatement('kit_shopping_list_links', {
  kit_id: 'int',
  shopping_list_id: 'int',
  requested_units: 'int',
  honor_reserved: 'boolean',
  snapshot_kit_updated_at: 'timestamptz',
  snapshot_kit_version: 'bigint',
})
