import { bareNumber, normalisePartNumber } from '../../../catalogue/part-identity/part-number.ts'
import type { MatchReason } from '../model.ts'
import { makerKey } from './maker-key.ts'

const LEAST_SHARE = 0.6

/** How well a part fits the number and maker of a row. @returns null when it does not. */
export function scoreNumber(
  row: { mpn: string; manufacturer: string | null },
  part: { manufacturer_code: string | null; manufacturer: string | null },
): { score: number; reason: MatchReason } | null {
  const asked = bareNumber(row.mpn)
  const found = bareNumber(part.manufacturer_code ?? '')
  if (asked === '' || found === '') return null
  const maker = makerKey(row.manufacturer)
  const partMaker = makerKey(part.manufacturer)
  const isOther = maker !== null && partMaker !== null && maker !== partMaker
  if (asked === found) {
    if (isOther) return { score: 0.6, reason: 'number_other_maker' }
    if (maker !== null && partMaker !== null) return { score: 0.97, reason: 'number_and_maker' }
    return { score: 0.92, reason: 'number' }
  }
  if (isOther) return null
  const [shorter, longer] = asked.length < found.length ? [asked, found] : [found, asked]
  const isLonger =
    longer.startsWith(shorter) && shorter.length >= LEAST_SHARE * longer.length && !cutsDigits(shorter, longer)
  return isLonger || isSameUnpacked(row.mpn, part.manufacturer_code ?? '')
    ? { score: 0.8, reason: 'number_variant' }
    : null
}

/** Whether two numbers of makers may be of one part. */
export function fitsNumber(a: string, b: string): boolean {
  return scoreNumber({ mpn: a, manufacturer: null }, { manufacturer_code: b, manufacturer: null }) !== null
}

function isSameUnpacked(a: string, b: string): boolean {
  return normalisePartNumber(a) === normalisePartNumber(b)
}

/** LM35 is no shorter LM358: digits that belong together are one number. */
function cutsDigits(shorter: string, longer: string): boolean {
  return /\d$/.test(shorter) && /^\d/.test(longer.slice(shorter.length))
}
