import { bareNumber } from '../../../catalogue/part-identity/part-number.ts'
import { fold } from '../../../catalogue/search-rules/text/fold.ts'
import type { RowFields } from '../../reading/values/fields-of-row.ts'
import { makerKey } from './maker-key.ts'

const LONGEST = 380

/**
 * What a row says of which part it means, in one text: its number and maker, else its value, package and description.
 * Rows of equal text mean the same part, and a person's decision is remembered under it.
 *
 * @returns null when the row says nothing.
 */
export function identityOf({ mpn, manufacturer, value, package: size, name, description }: RowFields): string | null {
  if (mpn !== undefined && bareNumber(mpn) !== '') {
    return `n ${bareNumber(mpn)} ${makerKey(manufacturer ?? null) ?? ''}`.slice(0, LONGEST)
  }
  const words = [value, size, name, description].map((text) =>
    fold(text ?? '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  )
  return words.every((word) => word === '') ? null : `w ${words.join('|')}`.slice(0, LONGEST)
}
