import type { UnitOfWork } from '../../plugins/database/database.ts'
import { invalidOperation } from '../../plugins/errors/domain-error.ts'
import type { SampleFiles } from './read-sample-files.ts'
import { insertRows, pair, References } from './references.ts'
import {
  ADD_BOXES,
  ADD_DOCUMENT_SETS,
  ADD_LOCATIONS,
  ADD_PART_SELLERS,
  ADD_PARTS,
  ADD_SELLER_NUMBERS,
  ADD_SELLERS,
  ALL_TYPES,
} from './statements.ts'

/** Ids of the loaded rows by their natural keys. */
export interface CatalogueReferences {
  /** By the number that the files give a seller. */
  sellers: References<number>
  parts: References<string>
  /** By address, as "3-14". */
  locations: References<string>
}

/** Makes empty sets of documents. @returns their ids. */
export async function addDocumentSets(unit: UnitOfWork, count: number): Promise<number[]> {
  const sets = await unit.query(ADD_DOCUMENT_SETS, [count])
  return sets.map(({ id }) => id)
}

async function loadBoxes(unit: UnitOfWork, { boxes }: SampleFiles): Promise<References<string>> {
  await insertRows(unit, ADD_BOXES, boxes)
  const places = await unit.query(ADD_LOCATIONS)
  return new References('location', new Map(places.map(({ id, address }) => [address, id])))
}

async function readTypes(unit: UnitOfWork): Promise<References<string>> {
  const types = await unit.query(ALL_TYPES)
  if (types.length === 0) throw invalidOperation('load sample data', 'there are no part types; sync them first')
  return new References('type', new Map(types.map(({ id, name }) => [name, id])))
}

async function loadParts(
  unit: UnitOfWork,
  { parts, history }: SampleFiles,
  types: References<string>,
  sellers: References<number>,
): Promise<References<string>> {
  const firstSeen = new Map<string, string>()
  for (const { part_key, timestamp } of history) {
    const known = firstSeen.get(part_key)
    if (known === undefined || timestamp < known) firstSeen.set(part_key, timestamp)
  }
  const sets = await addDocumentSets(unit, parts.length)
  const rows = parts.map((part, index) => ({
    ...part,
    type_id: types.get(part.type, `part ${part.key}`),
    attachment_set_id: sets[index],
    created_at: firstSeen.get(part.key) ?? new Date().toISOString(),
  }))
  const ids = pair(parts, await insertRows(unit, ADD_PARTS, rows), ({ key }) => key)
  const links = parts.flatMap(({ key, seller_links }) =>
    seller_links.map(({ seller_id, link }) => ({
      part_id: ids.get(key),
      seller_id: sellers.get(seller_id, `part ${key}`),
      link,
    })),
  )
  await insertRows(unit, ADD_PART_SELLERS, links)
  return new References('part', ids)
}

async function loadSellerNumbers(
  unit: UnitOfWork,
  files: SampleFiles,
  { parts, sellers }: Omit<CatalogueReferences, 'locations'>,
): Promise<void> {
  const rows = files['seller-numbers'].map((entry) => ({
    ...entry,
    part_id: parts.get(entry.part_key, 'seller-numbers.json'),
    seller_id: sellers.get(entry.seller_id, `the number ${entry.number}`),
  }))
  await insertRows(unit, ADD_SELLER_NUMBERS, rows)
}

/** Loads sellers, boxes, and parts with their seller links and numbers; the types must exist. */
export async function loadCatalogue(unit: UnitOfWork, files: SampleFiles): Promise<CatalogueReferences> {
  const types = await readTypes(unit)
  const sellerIds = await insertRows(unit, ADD_SELLERS, files.sellers)
  const sellers = new References(
    'seller',
    pair(files.sellers, sellerIds, ({ id }) => id),
  )
  const locations = await loadBoxes(unit, files)
  const parts = await loadParts(unit, files, types, sellers)
  await loadSellerNumbers(unit, files, { parts, sellers })
  return { sellers, parts, locations }
}
