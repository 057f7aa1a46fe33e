import { createHash } from 'node:crypto'
import { bareNumber } from '../../../catalogue/part-identity/part-number.ts'
import { fold } from '../../../catalogue/search-rules/text/fold.ts'
import type { RowFields } from '../../reading/values/fields-of-row.ts'
import { makerKey } from './maker-key.ts'

const LONGEST = 380
/** How much of a longer text stays as it is; a hash of all of it follows. */
const KEPT = 300

/** A part number with fewer characters says too little to find a part by. */
const LEAST_NUMBER = 3

/**
 * What a row says of which part it means, in one text: its number and maker, else its value, package and description.
 * Rows of equal text mean the same part, and a person's decision is remembered under it.
 *
 * @returns null when the row says nothing.
 */
export function identityOf({ mpn, manufacturer, value, package: size, name, description }: RowFields): string | null {
  const number = mpn === undefined ? '' : bareNumber(mpn)
  if (number !== '') return short(`n ${number} ${makerKey(manufacturer ?? null) ?? ''}`)
  const words = [value, size, name, description].map((text) =>
    fold(text ?? '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  )
  return words.every((word) => word === '') ? null : short(`w ${words.join('|')}`)
}

function short(text: string): string {
  if (text.length <= LONGEST) return text
  return `${text.slice(0, KEPT)} ${createHash('sha256').update(text).digest('hex')}`
}

/**
 * The maker's number by which parts are looked for. A damaged number is none: a row that has one is matched by nothing
 * else than its key or a number of a seller.
 */
export function numberToFind({ mpn, is_damaged }: RowFields): string | null {
  return mpn === undefined || is_damaged === true || bareNumber(mpn).length < LEAST_NUMBER ? null : mpn
}

/**
 * Under which text the part is remembered that a row creates, so that the same words in the next file mean it.
 *
 * @returns null for a row whose part is found again by a number, and for one that says nothing reliable.
 */
export function identityToRemember(fields: RowFields): string | null {
  const { seller_numbers = [], is_damaged } = fields
  const hasNumber = numberToFind(fields) !== null || seller_numbers.some(({ seller }) => seller !== null)
  return hasNumber || is_damaged === true ? null : identityOf(fields)
}
