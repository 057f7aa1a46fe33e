import { type ProblemList, shown } from '../problems.ts'

/** Control characters, but tabs and line breaks. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are dropped
const CONTROLS = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g
/** No column is shorter. */
const SHORT = 50
/** Letters of ASCII without blanks around them, and nothing that could be a guard. */
const PLAIN = /^(?!['\s])[\x20-\x7e]*(?<!\s)$/
const GUARD = /^'+[=+\-@\t\r]/

/** How many letters the column of each text field holds. */
const LONGEST: Readonly<Record<string, number>> = {
  mpn: 255,
  manufacturer: 255,
  seller_number: 100,
  seller: 255,
  package: 100,
  type: 1000,
  place: 1000,
  order_number: 100,
  link: 500,
  datasheet: 500,
  date_code: 50,
  lot: 100,
  series: 100,
  voltage_rating: 100,
  input_voltage: 100,
  output_voltage: 100,
  mounting_type: 50,
  pin_pitch: 50,
  dimensions: 100,
}
const LONGEST_OTHER = 50_000

/**
 * A text of a file as it is stored: composed, without control characters, without the apostrophe that guards formulas.
 *
 * @param field that problems name.
 * @returns null when it cannot be stored; the problem is added.
 */
export function cleanText(text: string, field: string, problems: ProblemList): string | null {
  // Most texts are short and plain, and stay as they are.
  if (text.length <= SHORT && PLAIN.test(text)) return text
  if (text.includes('\0') || !text.isWellFormed()) {
    problems.error(
      'BAD_CHARACTER',
      field,
      `${field}: ${shown(text.toWellFormed().replaceAll('\0', '\ufffd'))} holds a character that no text may have: remove it`,
    )
    return null
  }
  const plain = unguarded(text.normalize('NFC').replace(CONTROLS, '').trim())
  const longest = LONGEST[field] ?? LONGEST_OTHER
  if (plain.length <= longest) return plain
  problems.error('TEXT_TOO_LONG', field, `${field}: the text has ${plain.length} characters: shorten it to ${longest}`)
  return null
}

/** Exports put one apostrophe before what a spreadsheet would take for a formula; it is taken off again. */
export function unguarded(text: string): string {
  return GUARD.test(text) ? text.slice(1) : text
}
