/**
 * Text of a model as it can be stored: without control characters and outer blanks, and no longer than its column.
 *
 * @param maxLength characters, as the database counts them.
 * @returns null for nothing.
 */
export function plainText(text: string | null, maxLength: number): string | null {
  if (text === null) return null
  const trimmed = text
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
  const cut = [...trimmed].slice(0, maxLength).join('').trimEnd()
  return cut === '' ? null : cut
}
