import { normalisePartNumber } from '../../part-identity/part-number.ts'
import { unitsOfPart } from '../document/part-units.ts'
import type { SearchedPart } from '../document/searched-part.ts'
import type { Unit } from '../document/unit.ts'
import { bareForms } from '../numbers/encode-number.ts'
import { cleanText } from '../text/fold.ts'

/** What a part says by itself, ready for tests. */
export interface PartSayings {
  byToken: UnitsByToken
  spans: readonly Unit[]
  /** Bare numbers with the property that they stand in and the length of its text. */
  numbers: readonly { bare: string; field: string; length: number }[]
  /** Letters and digits of the part's number without packing marks. */
  numberLength: number | null
}

/** Units by their tokens. */
export type UnitsByToken = ReadonlyMap<string, readonly Unit[]>

/** Units by their tokens, those without one left out. */
export function groupUnits(units: readonly Unit[]): UnitsByToken {
  const groups = new Map<string, Unit[]>()
  for (const unit of units) {
    if (unit.token === '') continue
    const same = groups.get(unit.token)
    if (same) same.push(unit)
    else groups.set(unit.token, [unit])
  }
  return groups
}

/** Units of several things together, in the order of these. */
export function joinGroups(first: UnitsByToken, ...others: readonly UnitsByToken[]): UnitsByToken {
  if (others.length === 0) return first
  const joined = new Map(first)
  for (const [token, units] of others.flatMap((group) => [...group])) {
    joined.set(token, [...(joined.get(token) ?? []), ...units])
  }
  return joined
}

/** What a part says. @param units those that were read of it; without them, all. */
export function sayingsOf(part: SearchedPart, units: readonly Unit[] = unitsOfPart(part)): PartSayings {
  const numbers = (['manufacturer_code', 'series'] as const).flatMap((field) => {
    const text = part[field]
    return text === null ? [] : bareForms(cleanText(text).text).map((bare) => ({ bare, field, length: text.length }))
  })
  const { manufacturer_code: code } = part
  return {
    byToken: groupUnits(units),
    spans: units.filter(({ span }) => span),
    numbers,
    numberLength: code === null ? null : normalisePartNumber(cleanText(code).text).length,
  }
}
