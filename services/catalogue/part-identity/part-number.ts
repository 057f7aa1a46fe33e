import { INNER_MARKS, PACKAGING_MARKS } from './part-number-rules.ts'

const SUFFIXES = PACKAGING_MARKS.map(({ mark, after = '' }) => new RegExp(`(?<=${after || '\\w'})(?:${mark})$`))
const INNER = INNER_MARKS.map(({ pattern }) => new RegExp(pattern))

/** A number without a mark has at least so many letters and digits; a rule that leaves less has hit something else. */
const MIN_LENGTH = 4

/** Upper-case letters and digits of a part number, as `bare_part_number` of the database has them. */
export function bareNumber(text: string): string {
  return text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
}

function withoutOneMark(number: string): string {
  for (const pattern of INNER) {
    const match = pattern.exec(number)
    if (match) return match.slice(1).join('')
  }
  for (const pattern of SUFFIXES) {
    const shorter = number.replace(pattern, '')
    if (shorter !== number && bareNumber(shorter).length >= MIN_LENGTH) return shorter
  }
  return number
}

/**
 * A part number without case, separators and what only says how the part is packed. Two numbers with the same result
 * are the same part.
 */
export function normalisePartNumber(text: string): string {
  let number = text.trim().toUpperCase().replaceAll(/\s+/g, ' ')
  for (;;) {
    const shorter = withoutOneMark(number)
    if (shorter === number) return bareNumber(number)
    number = shorter
  }
}

/** What makers of logic put before the number that they all use. */
const LOGIC_PREFIX = /^(?:SN|MC|MM|DM|HD|TC|CD)(?=[57]4[A-Z]{0,4}\d)/
const DEVICE_SHARE = 0.45
/** The device of a number such as SN74HC595N or STM32F103C8T6, without what says which variant of it. */
const DEVICE = /^(?:\d{1,2}[A-Z]{1,4}|[A-Z]{1,6})[- ]?\d+(?:[A-Z]{1,3}\d{2,})?/

/**
 * The part of a number that all variants of a device have in common, as far as its form tells.
 *
 * @returns null when that is too small a part of the number: it is a size or a series then, not a device.
 */
export function deviceOf(text: string): string | null {
  const number = text.trim().toUpperCase().replace(LOGIC_PREFIX, '')
  const device = bareNumber(DEVICE.exec(number)?.[0] ?? '')
  return device.length >= MIN_LENGTH && device.length >= DEVICE_SHARE * bareNumber(number).length ? device : null
}

/** Where the digits end that start at a place or around it. */
function endOfDigits(number: string, place: number): number {
  let end = place
  while (/\d/.test(number[end] ?? '')) end++
  return end
}

/**
 * How much of the longer of two bare numbers the two have in common from their beginning, from 0 to 1. LM35 and LM358
 * have nothing in common: digits that belong together are one number.
 */
export function numberCloseness(a: string, b: string): number {
  const longer = Math.max(a.length, b.length)
  let common = 0
  while (common < longer && a[common] === b[common]) common++
  const inDigits = /\d/.test(a[common - 1] ?? '') || (/\d/.test(a[common] ?? '') && /\d/.test(b[common] ?? ''))
  if (inDigits && endOfDigits(a, common) !== endOfDigits(b, common)) return 0
  return longer === 0 ? 0 : common / longer
}
