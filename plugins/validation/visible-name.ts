/** Signs that turn the direction of what stands around them (Unicode Standard Annex 9). */
const DIRECTIONS = '\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069'
const LINE_BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/gu
const HIDDEN = new RegExp(`[\\p{Cc}${DIRECTIONS}]`, 'gu')

const HIDDEN_IN_LINES = new RegExp(`[[\\p{Cc}${DIRECTIONS}]--[\\t\\n\\r]]`, 'gv')
/** Characters that end a line, and are no line breaks in other programs. */
const OTHER_LINE_ENDS = /[\v\f\u0085]/gu

/** A text of several lines as people see it: its line breaks and tabs stay, else it is as `visibleName` makes it. */
export function visibleLines(text: string): string {
  return text.replace(OTHER_LINE_ENDS, '\n').replace(HIDDEN_IN_LINES, '')
}

/**
 * A name as people see it: without control characters, and without signs that make it read as another one, such as
 * `invoice\u202egnp.exe`. Line breaks become blanks.
 */
export function visibleName(name: string): string {
  return name.replace(LINE_BREAKS, ' ').replace(HIDDEN, '')
}
