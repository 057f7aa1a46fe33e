/** What is to be mended in a text of a form that `isReadableText` does not take. */
export const UNREADABLE_TEXT = 'must be UTF-8, without the replacement character U+FFFD'

/**
 * Whether a text of a form has been read without loss. The parser of forms replaces bytes that are not UTF-8 by U+FFFD,
 * and does not report it; nobody means that character itself.
 */
export function isReadableText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\ufffd')
}
