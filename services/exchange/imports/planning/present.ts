import type { Database, UnitOfWork } from '../../../../plugins/database/database.ts'
import type { RowOf } from '../../../../plugins/database/statement.ts'
import { SellerNames } from '../seller-names.ts'
import { inChunks } from './in-chunks.ts'
import {
  PRESENT_BOXES,
  PRESENT_LOCATIONS,
  PRESENT_PARTS,
  PRESENT_SELLER_PARTS,
  PRESENT_SOURCES,
  PRESENT_STOCK,
  PRESENT_TYPES,
  SELLER_NAMES,
} from './statements.ts'

export type PresentPart = RowOf<typeof PRESENT_PARTS>
export type Queries = Pick<Database | UnitOfWork, 'query'>

/** A location that has a part. */
export interface PresentPlace {
  boxNo: number
  locNo: number
}

/** What of the inventory the rows of an import are about, as it is now. */
export interface Present {
  parts: ReadonlyMap<string, PresentPart>
  sellers: SellerNames
  types: ReadonlyMap<string, number>
  /** Numbers by descriptions. */
  boxes: ReadonlyMap<string, number>
  /** Pieces by `<part id> <box>-<location>`. */
  stock: ReadonlyMap<string, number>
  /** The places of each part. */
  places: ReadonlyMap<number, PresentPlace[]>
  /** `<box>-<location>` */
  locations: ReadonlySet<string>
  /** Ids of parts by `<seller id> <NUMBER>`. */
  sellerParts: ReadonlyMap<string, number>
  sources: ReadonlySet<string>
}

/** What to look up. */
export interface Wanted {
  importId: number
  partKeys: readonly string[]
  types: readonly string[]
  boxes: readonly string[]
  places: readonly { boxNo: number; locNo: number }[]
  sellerNumbers: readonly { seller: string; number: string }[]
  sources: readonly string[]
  /** Whether the stock of the parts matters. */
  hasStock: boolean
}

function lower(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => name.toLowerCase()))]
}

/** Reads what the rows of an import are about, with a constant number of statements for so many values. */
export async function loadPresent(db: Queries, wanted: Wanted): Promise<Present> {
  const parts = await inChunks(db, PRESENT_PARTS, [[...new Set(wanted.partKeys)]])
  const sellers = new SellerNames(await db.query(SELLER_NAMES))
  const types = await db.query(PRESENT_TYPES, [lower(wanted.types)])
  const boxes = await inChunks(db, PRESENT_BOXES, [[...new Set(wanted.boxes)]])
  const stock = wanted.hasStock ? await inChunks(db, PRESENT_STOCK, [parts.map(({ id }) => id)]) : []
  const locations = await inChunks(db, PRESENT_LOCATIONS, [
    wanted.places.map(({ boxNo }) => boxNo),
    wanted.places.map(({ locNo }) => locNo),
  ])
  const numbers = wanted.sellerNumbers.flatMap(({ seller, number }) => {
    const id = sellers.idOf(seller)
    return id === undefined ? [] : [{ id, number }]
  })
  const sellerParts = await inChunks(db, PRESENT_SELLER_PARTS, [
    numbers.map(({ id }) => id),
    numbers.map(({ number }) => number),
  ])
  const sources = await inChunks(db, PRESENT_SOURCES, [wanted.sources], wanted.importId)
  return {
    parts: new Map(parts.map((part) => [part.key, part])),
    sellers,
    types: new Map(types.map(({ id, name }) => [name.toLowerCase(), id])),
    boxes: new Map(boxes.map(({ box_no, description }) => [description, box_no])),
    stock: new Map(stock.map(({ part_id, box_no, loc_no, qty }) => [`${part_id} ${box_no}-${loc_no}`, qty])),
    places: placesOf(stock),
    locations: new Set(locations.map(({ box_no, loc_no }) => `${box_no}-${loc_no}`)),
    sellerParts: new Map(sellerParts.map(({ seller_id, number, part_id }) => [`${seller_id} ${number}`, part_id])),
    sources: new Set(sources.map(({ source_key }) => source_key)),
  }
}

function placesOf(stock: readonly RowOf<typeof PRESENT_STOCK>[]): Map<number, PresentPlace[]> {
  const places = new Map<number, PresentPlace[]>()
  for (const { part_id, box_no, loc_no } of stock) {
    const list = places.get(part_id) ?? []
    list.push({ boxNo: box_no, locNo: loc_no })
    places.set(part_id, list)
  }
  return places
}
