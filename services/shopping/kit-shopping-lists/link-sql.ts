/** Columns that both views of a link between a kit and a shopping list have. */
const LINK = `
  link.requested_units, link.honor_reserved, iso_utc(link.snapshot_kit_updated_at) as snapshot_kit_updated_at,
  kit.version > link.snapshot_kit_version as is_stale,
  iso_utc(link.created_at) as created_at, iso_utc(link.updated_at) as updated_at`

/** Selects the shopping lists that kits `link.kit_id` were pushed to; a condition and an order may follow. */
export const KIT_LINKS = `
  select link.id, link.shopping_list_id, list.name as shopping_list_name, list.status, ${LINK}
    from kit_shopping_list_links link
    join shopping_lists list on list.id = link.shopping_list_id
    join kits kit on kit.id = link.kit_id`

/** Selects the kits that were pushed to shopping lists; a condition and an order may follow. */
export const KIT_CHIPS = `
  select link.id, link.kit_id, kit.name as kit_name, kit.status as kit_status, ${LINK}
    from kit_shopping_list_links link join kits kit on kit.id = link.kit_id`
