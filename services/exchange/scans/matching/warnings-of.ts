import { momentInWords } from '../../../moment-in-words.ts'
import type { OwnLabel } from '../reading/code-reading.ts'
import type { KnownCode } from './code-matcher.ts'
import type { MatchReason } from './matches.ts'

/** What people call such a thing. */
export const NAMES: Readonly<Record<OwnLabel['kind'], string>> = {
  own_part: 'part',
  own_location: 'location',
  own_box: 'box',
  own_kit: 'kit',
  own_pick_list: 'pick list',
}

/** What people ought to know of a code before they act on it. */
export function warningsOf({ reading, matches, own, bag }: KnownCode): string[] {
  const warnings = [...reading.warnings]
  if (reading.own !== null && own.exists !== true) warnings.push(missing(reading.own, own))
  const [best] = matches
  if (reading.own === null && (best === undefined || best.reason === 'search')) warnings.push(...reading.doubts)
  if (best?.reason === 'search') warnings.push('No part is known by this code; these were found by searching')
  if (best?.reason === 'number_variant' || best?.reason === 'number_other_maker') {
    const what = best.reason === 'number_variant' ? 'number is another variant' : 'maker is another one'
    warnings.push(`The ${what}: part ${best.key} has ${best.manufacturer_code}${of(best.manufacturer)}`)
  }
  return [...warnings, ...otherNumber({ reading, matches }), ...bookedInWords({ reading, bag })]
}

/** What else than the maker's number says which part a bag is of. */
const KNOWN_BY: Partial<Record<MatchReason, string>> = {
  seller_number: "the seller's number is known for",
  reference: "the customer's reference on it is that of",
  order_line: 'its line of the order was booked for',
}

/** That the maker's number on the bag is that of another part than what else it says. */
export function otherNumber({
  reading: { partNumber },
  matches: [best, ...others],
}: Pick<KnownCode, 'reading' | 'matches'>): string[] {
  const knownBy = best === undefined ? undefined : KNOWN_BY[best.reason]
  if (partNumber === null || best === undefined || knownBy === undefined) return []
  const other = others.find(({ reason }) => reason === 'number' || reason === 'number_and_maker')
  if (other === undefined) return []
  return [`The number ${partNumber} on the bag is that of ${other.key}; ${knownBy} ${best.key}`]
}

/** That the bag, or one with the same code, was booked before. */
export function bookedInWords({ reading, bag }: Pick<KnownCode, 'reading' | 'bag'>): string[] {
  if (bag.booked_at === null) return []
  const what = reading.isBagUnique ? 'This bag' : 'A bag with the same code'
  return [`${what} was booked before, on ${momentInWords(bag.booked_at)}`]
}

function of(maker: string | null): string {
  return maker === null ? '' : ` of ${maker}`
}

/** That there is no such thing as a label of our own names, or not any more. */
export function missing(
  { kind, id }: OwnLabel,
  { deleted_at: deletedAt, merged_into: mergedInto }: KnownCode['own'],
): string {
  if (mergedInto !== null) return `Part ${id} was merged into ${mergedInto}`
  if (deletedAt !== null) return `Part ${id} was deleted on ${momentInWords(deletedAt)}`
  return `There is no ${NAMES[kind]} ${id} any more`
}
