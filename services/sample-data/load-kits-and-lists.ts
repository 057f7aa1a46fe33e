import type { UnitOfWork } from '../../plugins/database/database.ts'
import { addDocumentSets, type CatalogueReferences } from './load-catalogue.ts'
import {
  ADD_KIT_CONTENTS,
  ADD_KIT_LIST_LINKS,
  ADD_KITS,
  ADD_PICK_LIST_LINES,
  ADD_PICK_LISTS,
  ADD_SELLER_GROUPS,
  ADD_SHOPPING_LIST_LINES,
  ADD_SHOPPING_LISTS,
  CONNECT_WITHDRAWALS,
} from './plan-statements.ts'
import type { Entries, SampleFiles } from './read-sample-files.ts'
import { insertRows, pair, References } from './references.ts'

/** The version of a kit that has not changed since it was stored. */
const NEW_KIT_VERSION = 1

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
  const listIds = await insertRows(unit, ADD_SHOPPING_LISTS, listRows)
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
    ADD_KITS,
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
  const contentIds = await insertRows(unit, ADD_KIT_CONTENTS, contentRows)
  const contents = new References(
    'content',
    pair(contentRows, contentIds, ({ kit_name, part_key }) => `${kit_name}/${part_key}`),
  )

  await insertRows(
    unit,
    ADD_KIT_LIST_LINKS,
    files['kit-shopping-list-links'].map((link) => ({
      ...link,
      kit_id: kits.get(link.kit_name, 'kit-shopping-list-links.json'),
      shopping_list_id: lists.get(link.list_name, `the links of kit ${link.kit_name}`),
      snapshot_kit_version: NEW_KIT_VERSION,
    })),
  )

  const pickListRows = files['pick-lists']
  const pickListIds = await insertRows(
    unit,
    ADD_PICK_LISTS,
    pickListRows.map((list) => ({ ...list, kit_id: kits.get(list.kit_name, `pick list ${list.key}`) })),
  )
  const pickLists = new References(
    'pick list',
    pair(pickListRows, pickListIds, ({ key }) => key),
  )
  return { lists, contents, pickLists }
}

/**
 * Loads the lines of the shopping lists and their groups by seller.
 *
 * @returns the lines by list and part key, as "Spring order/ABCD".
 */
export async function loadShoppingLines(
  unit: UnitOfWork,
  files: SampleFiles,
  { parts, sellers }: CatalogueReferences,
  { lists }: PlanReferences,
): Promise<References<string>> {
  const rows = files['shopping-list-lines'].map((line) => ({
    ...line,
    shopping_list_id: lists.get(line.list_name, 'shopping-list-lines.json'),
    part_id: parts.get(line.part_key, `list ${line.list_name}`),
    seller_id: line.seller_id === null ? null : sellers.get(line.seller_id, `list ${line.list_name}`),
    completed_at: line.status === 'done' ? new Date().toISOString() : null,
    completion_mismatch: line.status === 'done' && line.ordered !== line.received,
  }))
  const ids = await insertRows(unit, ADD_SHOPPING_LIST_LINES, rows)
  await insertRows(
    unit,
    ADD_SELLER_GROUPS,
    files['shopping-list-seller-groups'].map((group) => ({
      ...group,
      shopping_list_id: lists.get(group.list_name, 'shopping-list-seller-groups.json'),
      seller_id: sellers.get(group.seller_id, `list ${group.list_name}`),
    })),
  )
  return new References(
    'line',
    pair(rows, ids, ({ list_name, part_key }) => `${list_name}/${part_key}`),
  )
}

/** What a picked line took, as the effect of its operation has it. */
interface PickedLine {
  list_id: number
  line_id: number
  quantity: number
  location_id: number
}

/** Lines that are picked, found by the row of the ledger of their withdrawal. */
export class PickedLines {
  readonly #lines: ReadonlyMap<string, PickedLine>

  constructor(lines: ReadonlyMap<string, PickedLine>) {
    this.#lines = lines
  }

  /** The line that this withdrawal was for. */
  find({ part_key, location_reference, timestamp }: Entries<'history'>[number]): PickedLine | undefined {
    return this.#lines.get(`${part_key} ${location_reference} ${timestamp}`)
  }
}

/** Loads the lines of the pick lists. */
export async function loadPickLines(
  unit: UnitOfWork,
  files: SampleFiles,
  { parts, locations }: CatalogueReferences,
  { contents, pickLists }: PlanReferences,
): Promise<PickedLines> {
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
  const added = await insertRows(unit, ADD_PICK_LIST_LINES, rows)
  return new PickedLines(
    new Map(
      rows.flatMap(({ part_key, box_no, loc_no, picked_at, ...row }, index): [string, PickedLine][] => {
        const line_id = added[index]
        if (picked_at === undefined || line_id === undefined) return []
        const { pick_list_id: list_id, quantity_to_pick: quantity, location_id } = row
        return [[`${part_key} ${box_no}-${loc_no} ${picked_at}`, { list_id, line_id, quantity, location_id }]]
      }),
    ),
  )
}

/** Connects each picked line with the ledger row of its withdrawal. */
export async function connectPickLines(unit: UnitOfWork): Promise<void> {
  await unit.query(CONNECT_WITHDRAWALS)
}
