import { visibleName } from '../../../plugins/validation/visible-name.ts'

/**
 * Cleans a text of a model for its column: no control and direction characters, no blanks at the ends, cut to the length.
 *
 * @param maxLength characters, as the database counts them.
 * @returns null for an empty text.
 */
export function plainText(text: string | null, maxLength: number): string | null {
  if (text === null) return null
  const trimmed = visibleName(text.toWellFormed().replaceAll(/\p{Cc}+/gu, ' ')).trim()
  const cut = [...trimmed].slice(0, maxLength).join('').trimEnd()
  return cut === '' ? null : cut
}
