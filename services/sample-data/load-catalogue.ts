import type { UnitOfWork } from '../../plugins/database/database.ts'
import { invalidOperation } from '../../plugins/errors/domain-error.ts'
import type { SampleFiles } from './read-sample-files.ts'
import { insertRows, pair, References } from './references.ts'

/** Where what was loaded can be found again by its natural key. */
export interface CatalogueReferences {
  /** By the number that the files give a seller. */
  sellers: References<number>
  parts: References<string>
  /** By address, as "3-14". */
  locations: References<string>
}

/** Makes empty sets of documents. @returns their ids. */
export async function addDocumentSets(unit: UnitOfWork, count: number): Promise<number[]> {
  const sets = await unit.query<{ id: number }>(
    'insert into attachment_sets (cover_attachment_id) select null from generate_series(1, $1::int) returning id',
    [count],
  )
  return sets.map(({ id }) => id)
}

async function loadBoxes(unit: UnitOfWork, { boxes }: SampleFiles): Promise<References<string>> {
  await insertRows(unit, 'boxes', { box_no: 'int', description: 'text', capacity: 'int' }, boxes)
  const places = await unit.query<{ id: number; address: string }>(
    `insert into locations (box_id, box_no, loc_no)
     select b.id, b.box_no, loc_no from boxes b, generate_series(1, b.capacity) loc_no
     returning id, box_no || '-' || loc_no as address`,
  )
  return new References('location', new Map(places.map(({ id, address }) => [address, id])))
}

async function readTypes(unit: UnitOfWork): Promise<References<string>> {
  const types = await unit.query<{ id: number; name: string }>('select id, name from types')
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
  const columns = {
    key: 'text',
    description: 'text',
    type_id: 'int',
    attachment_set_id: 'int',
    manufacturer_code: 'text',
    manufacturer: 'text',
    product_page: 'text',
    tags: 'text[]',
    package: 'text',
    pin_count: 'int',
    pin_pitch: 'text',
    voltage_rating: 'text',
    input_voltage: 'text',
    output_voltage: 'text',
    mounting_type: 'text',
    series: 'text',
    dimensions: 'text',
    created_at: 'timestamptz',
  }
  const ids = pair(parts, await insertRows(unit, 'parts', columns, rows), ({ key }) => key)
  const links = parts.flatMap(({ key, seller_links }) =>
    seller_links.map(({ seller_id, link }) => ({
      part_id: ids.get(key),
      seller_id: sellers.get(seller_id, `part ${key}`),
      link,
    })),
  )
  await insertRows(unit, 'part_sellers', { part_id: 'int', seller_id: 'int', link: 'text' }, links)
  return new References('part', ids)
}

/** Loads sellers, boxes, and parts with their seller links; types must be there. */
export async function loadCatalogue(unit: UnitOfWork, files: SampleFiles): Promise<CatalogueReferences> {
  const types = await readTypes(unit)
  const sellerIds = await insertRows(unit, 'sellers', { name: 'text', website: 'text' }, files.sellers)
  const sellers = new References(
    'seller',
    pair(files.sellers, sellerIds, ({ id }) => id),
  )
  const locations = await loadBoxes(unit, files)
  const parts = await loadParts(unit, files, types, sellers)
  return { sellers, parts, locations }
}

/** Loads stock and its history. */
export async function loadStock(unit: UnitOfWork, files: SampleFiles, known: CatalogueReferences): Promise<void> {
  const stock = files.stock.map(({ part_key, ...pile }) => ({
    ...pile,
    part_id: known.parts.get(part_key, 'stock.json'),
    location_id: known.locations.get(`${pile.box_no}-${pile.loc_no}`, `the stock of ${part_key}`),
  }))
  await insertRows(
    unit,
    'part_locations',
    { part_id: 'int', box_no: 'int', loc_no: 'int', location_id: 'int', qty: 'int' },
    stock,
  )
  const history = files.history.map(({ part_key, ...change }) => ({
    ...change,
    part_id: known.parts.get(part_key, 'history.json'),
  }))
  await insertRows(
    unit,
    'quantity_history',
    { part_id: 'int', delta_qty: 'int', location_reference: 'text', timestamp: 'timestamptz' },
    history,
  )
}
