import { normalisePartNumber } from '../../part-identity/part-number.ts'
import { kindsOfType, unitsOfPart, unitsOfSeller, unitsOfType } from '../document/part-units.ts'
import type { FieldText, SearchedPart } from '../document/searched-part.ts'
import type { Unit } from '../document/unit.ts'
import { bareForms } from '../numbers/encode-number.ts'
import { cleanText } from '../text/fold.ts'
import type { ComponentKind } from '../words/component-kind.ts'
import { type Reader, unitsAbout } from './excerpts/units-of-excerpts.ts'

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
export interface Subject {
  key: string
  places: readonly { box_no: number; loc_no: number }[]
  sellerNumbers?: readonly FieldText[]
  byToken: ReadonlyMap<string, readonly Unit[]>
  spans: readonly Unit[]
  /** Bare numbers with the property that they stand in and the length of its text. */
  numbers: readonly { bare: string; field: string; length: number }[]
  /** Letters and digits of the part's number without packing marks. */
  numberLength: number | null
  typeKinds: ReadonlySet<ComponentKind>
}

function group(units: readonly Unit[]): Map<string, Unit[]> {
  const groups = new Map<string, Unit[]>()
  for (const unit of units) {
    const known = groups.get(unit.token)
    if (known) known.push(unit)
    else groups.set(unit.token, [unit])
  }
  return groups
}

/** Makes a subject of units that are known already. */
export function subjectOf(units: readonly Unit[], rest: Omit<Subject, 'byToken' | 'spans'>): Subject {
  return { ...rest, byToken: group(units.filter(({ token }) => token !== '')), spans: units.filter(({ span }) => span) }
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
  const units = [
    ...(reader ? unitsAbout(part, reader) : unitsOfPart(part)),
    ...(typeName === null ? [] : unitsOfType(typeName)),
    ...sellers.flatMap((name, place) => unitsOfSeller(name, `seller_links.${place}.seller_name`)),
  ]
  const numbers = (['manufacturer_code', 'series'] as const).flatMap((field) => {
    const text = part[field]
    return text === null ? [] : bareForms(cleanText(text).text).map((bare) => ({ bare, field, length: text.length }))
  })
  const typeKinds = typeName === null ? new Set<ComponentKind>() : kindsOfType(typeName)
  const number = cleanText(part.manufacturer_code ?? '').text
  const numberLength = part.manufacturer_code === null ? null : normalisePartNumber(number).length
  return subjectOf(units, { key: part.key, places, sellerNumbers, numbers, numberLength, typeKinds })
}
