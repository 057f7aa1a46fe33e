/** Signs that turn the direction of what stands around them (Unicode Standard Annex 9). */
const DIRECTIONS = '\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069'
const LINE_BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/gu
const HIDDEN = new RegExp(`[\\p{Cc}${DIRECTIONS}]`, 'gu')

/**
 * A name as people see it: without control characters, and without signs that make it read as another one, such as
 * `invoice\u202egnp.exe`. Line breaks become blanks.
 */
export function visibleName(name: string): string {
  return name.replace(LINE_BREAKS, ' ').replace(HIDDEN, '')
}
