import type { RowOf } from '../../../../plugins/database/statement.ts'
import type { OwnRecord } from '../../own-format/records.ts'
import type { Present, PresentPart, Queries } from '../planning/present.ts'
import { PRESENT_LOCATIONS, PRESENT_PARTS, PRESENT_STOCK } from '../planning/statements.ts'
import { SellerNames } from '../seller-names.ts'
import { codesOf } from './codes-of-part.ts'
import { loadNumbersOfCodes, type NumbersOfCodes } from './numbers-of-codes.ts'
import {
  BOXES_NUMBERED,
  CODE_OWNERS,
  KITS_NAMED,
  LISTS_NAMED,
  NUMBER_OWNERS,
  PART_DETAILS,
  RETIRED_KEYS,
  SELLERS_NAMED,
  TYPES_NAMED,
} from './present-statements.ts'

/** What is there already of what an export of an inventory holds. */
export interface PresentInventory {
  sellers: ReadonlyMap<string, RowOf<typeof SELLERS_NAMED>>
  types: ReadonlyMap<string, number>
  boxes: ReadonlyMap<number, RowOf<typeof BOXES_NUMBERED>>
  /** By key. */
  parts: ReadonlyMap<string, PresentPart>
  details: ReadonlyMap<number, RowOf<typeof PART_DETAILS>>
  retired: ReadonlySet<string>
  stock: readonly RowOf<typeof PRESENT_STOCK>[]
  /** `<box>-<location>` */
  locations: ReadonlySet<string>
  /** Keys by seller and number. */
  numbers: ReadonlyMap<string, string>
  /** Keys by code. */
  codes: ReadonlyMap<string, string>
  numbersOfCodes: NumbersOfCodes
  kits: ReadonlyMap<string, RowOf<typeof KITS_NAMED>>
  lists: ReadonlyMap<string, RowOf<typeof LISTS_NAMED>>
}

/** How a number of a seller is compared. */
export function numberKey(seller: string, number: string): string {
  return JSON.stringify([seller, number.toUpperCase()])
}

/** Reads what the records of a file are about, with a constant number of statements. */
export async function loadInventory(db: Queries, records: readonly OwnRecord[]): Promise<PresentInventory> {
  const named = namesOf(records)
  const sellers = await db.query(SELLERS_NAMED, [named.sellers])
  const types = await db.query(TYPES_NAMED, [named.types])
  const boxes = await db.query(BOXES_NUMBERED, [named.boxes])
  const parts = await db.query(PRESENT_PARTS, [named.keys])
  const ids = parts.map(({ id }) => id)
  const details = await db.query(PART_DETAILS, [ids])
  const retired = await db.query(RETIRED_KEYS, [named.keys])
  const stock = await db.query(PRESENT_STOCK, [ids])
  const places = named.places
  const locations = await db.query(PRESENT_LOCATIONS, [
    places.map(({ box_no }) => box_no),
    places.map(({ loc_no }) => loc_no),
  ])
  const numbers = await db.query(NUMBER_OWNERS, [
    named.numbers.map(({ seller }) => seller),
    named.numbers.map(({ number }) => number),
  ])
  const codes = await db.query(CODE_OWNERS, [named.codes])
  const numbersOfCodes = await loadNumbersOfCodes(db, records, sellers)
  const kits = await db.query(KITS_NAMED, [named.kits])
  const lists = await db.query(LISTS_NAMED, [named.lists])
  return {
    sellers: new Map(sellers.map((seller) => [seller.name, seller])),
    types: new Map(types.map(({ id, name }) => [name, id])),
    boxes: new Map(boxes.map((box) => [box.box_no, box])),
    parts: new Map(parts.map((part) => [part.key, part])),
    details: new Map(details.map((detail) => [detail.id, detail])),
    retired: new Set(retired.map(({ key }) => key)),
    stock,
    locations: new Set(locations.map(({ box_no, loc_no }) => `${box_no}-${loc_no}`)),
    numbers: new Map(numbers.map(({ seller, number, key }) => [numberKey(seller, number), key])),
    codes: new Map(codes.map(({ code, key }) => [code, key])),
    numbersOfCodes,
    kits: new Map(kits.map((kit) => [kit.name, kit])),
    lists: new Map(lists.map((list) => [list.name, list])),
  }
}

/** The same as other kinds have it, as far as planning and locking need it. */
export function asPresent({ parts }: PresentInventory): Present {
  const none = new Map()
  return {
    parts,
    sellers: new SellerNames([]),
    types: none,
    boxes: none,
    stock: none,
    places: none,
    locations: new Set(),
    sellerParts: none,
    sources: new Set(),
  }
}

function namesOf(records: readonly OwnRecord[]) {
  const sellers = new Set<string>()
  const types = new Set<string>()
  const keys = new Set<string>()
  const names = { boxes: new Set<number>(), kits: new Set<string>(), lists: new Set<string>() }
  const places: { box_no: number; loc_no: number }[] = []
  const numbers: { seller: string; number: string }[] = []
  const codes: string[] = []
  for (const { section, data } of records) {
    if (section === 'sellers') sellers.add(data.name)
    else if (section === 'types') types.add(data.name)
    else if (section === 'boxes') names.boxes.add(data.box_no)
    else if (section === 'parts') {
      keys.add(data.key)
      if (data.type !== null) types.add(data.type)
      for (const { seller } of [...data.seller_links, ...data.seller_numbers]) sellers.add(seller)
      numbers.push(...data.seller_numbers)
      codes.push(...codesOf(data).flatMap(({ kept }) => kept ?? []))
      places.push(...data.stock)
    } else if (section === 'kits') {
      names.kits.add(data.name)
      for (const line of data.lines) for (const key of [line.key, ...line.alternates]) keys.add(key)
      for (const { key } of data.unfitted) if (key !== null) keys.add(key)
    } else {
      names.lists.add(data.name)
      for (const { key, seller } of data.lines) {
        keys.add(key)
        if (seller !== null) sellers.add(seller)
      }
      for (const { seller } of data.groups) sellers.add(seller)
    }
  }
  return {
    sellers: [...sellers],
    types: [...types],
    boxes: [...names.boxes],
    keys: [...keys],
    kits: [...names.kits],
    lists: [...names.lists],
    places,
    numbers,
    codes,
  }
}
