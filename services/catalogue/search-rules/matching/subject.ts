import { LRUCache } from 'lru-cache'
import { kindsOfType, unitsOfSeller, unitsOfType } from '../document/part-units.ts'
import type { FieldText, SearchedPart } from '../document/searched-part.ts'
import type { ComponentKind } from '../words/component-kind.ts'
import { isReadWhole, type Reader, unitsAbout } from './excerpts/units-of-excerpts.ts'
import { groupUnits, joinGroups, type PartSayings, sayingsOf, type UnitsByToken } from './part-sayings.ts'

/** A part with what is joined to it. */
export interface PartInContext {
  part: SearchedPart
  typeName: string | null
  sellers: readonly string[]
  places: readonly { box_no: number; loc_no: number }[]
  /** Numbers of sellers with the properties that show them. */
  sellerNumbers?: readonly FieldText[]
}

/** A part as it is matched: everything that it and its context say. */
export interface Subject extends PartSayings {
  key: string
  places: readonly { box_no: number; loc_no: number }[]
  sellerNumbers?: readonly FieldText[]
  typeKinds: ReadonlySet<ComponentKind>
}

/** What the name of a type says. */
interface TypeSayings {
  byToken: UnitsByToken
  kinds: ReadonlySet<ComponentKind>
}

/** Most hits of a page are of a few types. */
const knownTypes = new LRUCache<string, TypeSayings>({ max: 500 })
const NO_TYPE: TypeSayings = { byToken: new Map(), kinds: new Set() }

function sayingsOfType(name: string | null): TypeSayings {
  if (name === null) return NO_TYPE
  const known = knownTypes.get(name)
  if (known) return known
  const sayings = { byToken: groupUnits(unitsOfType(name)), kinds: kindsOfType(name) }
  knownTypes.set(name, sayings)
  return sayings
}

function readPart(part: SearchedPart, reader: Reader | undefined): PartSayings {
  if (!reader) return sayingsOf(part)
  return isReadWhole(part) ? reader.readWhole(part) : sayingsOf(part, unitsAbout(part, reader))
}

/**
 * Reads a part with its type and sellers, to find out what of it matches.
 *
 * @param reader for what is read of a part with long texts; without it, all.
 */
export function readSubject(
  { part, typeName, sellers, places, sellerNumbers = [] }: PartInContext,
  reader?: Reader,
): Subject {
  const own = readPart(part, reader)
  const type = sayingsOfType(typeName)
  const ofSellers = sellers.flatMap((name, place) => unitsOfSeller(name, `seller_links.${place}.seller_name`))
  const others = [type.byToken, groupUnits(ofSellers)].filter(({ size }) => size > 0)
  return {
    ...own,
    byToken: joinGroups(own.byToken, ...others),
    key: part.key,
    places,
    sellerNumbers,
    typeKinds: type.kinds,
  }
}
