import type { UnitOfWork } from '../../plugins/database/database.ts'
import { addDocumentSets, type CatalogueReferences } from './load-catalogue.ts'
import type { SampleFiles } from './read-sample-files.ts'
import { insertRows, pair, References } from './references.ts'

/** Shopping lists, kits and pick lists by their natural keys. */
export interface PlanReferences {
  lists: References<string>
  /** By kit name and part key, as "Clock/ABCD". */
  contents: References<string>
  pickLists: References<string>
}

/** Loads shopping lists, kits with their contents, the links between them, and pick lists without lines. */
export async function loadKitsAndLists(
  unit: UnitOfWork,
  files: SampleFiles,
  { parts }: CatalogueReferences,
): Promise<PlanReferences> {
  const listRows = files['shopping-lists']
  const listIds = await insertRows(
    unit,
    'shopping_lists',
    { name: 'text', description: 'text', status: 'text' },
    listRows,
  )
  const lists = new References(
    'shopping list',
    pair(listRows, listIds, ({ name }) => name),
  )

  // A kit that was pushed to a list has not changed since.
  const pushedAt = new Map(
    files['kit-shopping-list-links'].map((link) => [link.kit_name, link.snapshot_kit_updated_at]),
  )
  const sets = await addDocumentSets(unit, files.kits.length)
  const kitIds = await insertRows(
    unit,
    'kits',
    {
      name: 'text',
      description: 'text',
      build_target: 'int',
      status: 'text',
      archived_at: 'timestamptz',
      attachment_set_id: 'int',
      updated_at: 'timestamptz',
    },
    files.kits.map((kit, index) => ({
      ...kit,
      attachment_set_id: sets[index],
      updated_at: pushedAt.get(kit.name) ?? new Date().toISOString(),
    })),
  )
  const kits = new References(
    'kit',
    pair(files.kits, kitIds, ({ name }) => name),
  )

  const contentRows = files['kit-contents'].map((content) => ({
    ...content,
    kit_id: kits.get(content.kit_name, 'kit-contents.json'),
    part_id: parts.get(content.part_key, `kit ${content.kit_name}`),
  }))
  const contentIds = await insertRows(
    unit,
    'kit_contents',
    { kit_id: 'int', part_id: 'int', required_per_unit: 'int', note: 'text' },
    contentRows,
  )
  const contents = new References(
    'content',
    pair(contentRows, contentIds, ({ kit_name, part_key }) => `${kit_name}/${part_key}`),
  )

  await insertRows(
    unit,
    'kit_shopping_list_links',
    {
      kit_id: 'int',
      shopping_list_id: 'int',
      requested_units: 'int',
      honor_reserved: 'boolean',
      snapshot_kit_updated_at: 'timestamptz',
    },
    files['kit-shopping-list-links'].map((link) => ({
      ...link,
      kit_id: kits.get(link.kit_name, 'kit-shopping-list-links.json'),
      shopping_list_id: lists.get(link.list_name, `the links of kit ${link.kit_name}`),
    })),
  )

  const pickListRows = files['pick-lists']
  const pickListIds = await insertRows(
    unit,
    'kit_pick_lists',
    { kit_id: 'int', requested_units: 'int', status: 'text', completed_at: 'timestamptz' },
    pickListRows.map((list) => ({ ...list, kit_id: kits.get(list.kit_name, `pick list ${list.key}`) })),
  )
  const pickLists = new References(
    'pick list',
    pair(pickListRows, pickListIds, ({ key }) => key),
  )
  return { lists, contents, pickLists }
}

/** Loads the lines of the shopping lists and their groups by seller. */
export async function loadShoppingLines(
  unit: UnitOfWork,
  files: SampleFiles,
  { parts, sellers }: CatalogueReferences,
  { lists }: PlanReferences,
): Promise<void> {
  await insertRows(
    unit,
    'shopping_list_lines',
    {
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
    },
    files['shopping-list-lines'].map((line) => ({
      ...line,
      shopping_list_id: lists.get(line.list_name, 'shopping-list-lines.json'),
      part_id: parts.get(line.part_key, `list ${line.list_name}`),
      seller_id: line.seller_id === null ? null : sellers.get(line.seller_id, `list ${line.list_name}`),
      completed_at: line.status === 'done' ? new Date().toISOString() : null,
      completion_mismatch: line.status === 'done' && line.ordered !== line.received,
    })),
  )
  await insertRows(
    unit,
    'shopping_list_sellers',
    { shopping_list_id: 'int', seller_id: 'int', note: 'text', status: 'text' },
    files['shopping-list-seller-groups'].map((group) => ({
      ...group,
      shopping_list_id: lists.get(group.list_name, 'shopping-list-seller-groups.json'),
      seller_id: sellers.get(group.seller_id, `list ${group.list_name}`),
    })),
  )
}

/** Loads the lines of the pick lists; a picked one is tied to the history row that took its pieces out of stock. */
export async function loadPickLines(
  unit: UnitOfWork,
  files: SampleFiles,
  { parts, locations }: CatalogueReferences,
  { contents, pickLists }: PlanReferences,
): Promise<void> {
  const kitOf = new Map(files['pick-lists'].map(({ key, kit_name }) => [key, kit_name]))
  const rows = files['pick-list-lines'].map((line) => {
    const entry = `pick list ${line.pick_list_key}`
    parts.get(line.part_key, entry)
    return {
      ...line,
      pick_list_id: pickLists.get(line.pick_list_key, 'pick-list-lines.json'),
      kit_content_id: contents.get(`${kitOf.get(line.pick_list_key)}/${line.part_key}`, entry),
      location_id: locations.get(`${line.box_no}-${line.loc_no}`, entry),
    }
  })
  await insertRows(
    unit,
    'kit_pick_list_lines',
    {
      pick_list_id: 'int',
      kit_content_id: 'int',
      location_id: 'int',
      quantity_to_pick: 'int',
      status: 'text',
      picked_at: 'timestamptz',
    },
    rows,
  )
  await unit.query(
    `update kit_pick_list_lines line set inventory_change_id = h.id
       from kit_contents c, locations l, quantity_history h
      where c.id = line.kit_content_id and l.id = line.location_id
        and h.part_id = c.part_id and h.location_reference = l.box_no || '-' || l.loc_no
        and h.timestamp = line.picked_at and h.delta_qty = -line.quantity_to_pick`,
  )
}
