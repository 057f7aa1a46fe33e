import type { Field } from '../columns/fields.ts'

/** Words that rows of sums, shipping and taxes begin with. */
const SUM_WORDS =
  /^(?:(?:inkl\.?|incl\.?|zzgl\.?|plus|order|grand|net|gross|estimated)\s+)*(?:(?:sub|merchandise )?-?\s?total|totals|shipping|sales tax|tax|vat|(?:zwischen|gesamt)?summe|gesamt\w*|mwst\.?|ust\.?|versand\w*|porto|freight|handling|discount|rabatt|tariff)(?![\p{L}\d])/iu
const LONGEST = 40
const SUM = /^[^\p{L}\d]*(?:[A-Z]{3}\s*)?-?\d[\d.,' ]*[^\p{L}\d]*(?:\s*[A-Z]{3})?$/u

/** Fields that a row of a part has at least one of. */
export const IDENTIFYING: ReadonlySet<Field> = new Set(['key', 'mpn', 'seller_number', 'designators'])
const PRICES: readonly Field[] = ['total_price', 'unit_price']

/** Whether a text is neither blank nor a word for sums. */
export function isNameOfPart(text: string): boolean {
  const plain = text.trim()
  return plain !== '' && !SUM_WORDS.test(plain)
}

/**
 * Whether a row is a sum, shipping or tax, or holds nothing but a sum.
 *
 * @param cells the row's filled cells with the field of their column, if that has one.
 */
export function isFooter(cells: readonly { text: string; field: Field | null }[]): boolean {
  if (cells.length === 0) return false
  const identified = cells.some(({ field, text }) => field !== null && IDENTIFYING.has(field) && isNameOfPart(text))
  if (identified) return false
  if (cells.some(({ text }) => text.length <= LONGEST && SUM_WORDS.test(text.trim()))) return true
  return cells.every(({ text, field }) => field !== null && PRICES.includes(field) && SUM.test(text.trim()))
}
