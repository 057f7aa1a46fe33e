import { readLcsc } from './read-lcsc.ts'
import { readBareLabel, readOwnPath } from './read-own-label.ts'
import { EOT, GS, RS } from './separators.ts'

/** What people ought to know where a scanner has sent two codes without the end of the first. */
export const TWO_CODES = 'The text holds more than one code, and only the first was read: scan the others again'

const HEADER = /^>?\[\)>/
/** Where another code of format 06 begins: its header, or anything but separators behind the end of the first. */
const NEXT_BAG = new RegExp(`>?\\[\\)>|(?<=${EOT})[\\s${GS}${RS}]*[^\\s${GS}${RS}${EOT}]`, 'g')
const LONGEST_HEADER = 4
const NEXT_LCSC = /(?<=\})\s{0,3}\{|\{\s{0,3}["']?pbn["']?\s{0,3}:/gi
const TME = /^QTY:/i
const NEXT_TME = /QTY:\d{1,10}\s{1,3}PN:/gi
const ADDRESS = /^https?:\/\//i
/** An address in the query or the path of another one stands behind a sign. */
const NEXT_ADDRESS = /(?<=[a-z0-9])https?:\/\/|(?<=\/(?:p\/[a-z]{4}|b\/\d{1,10}|k\/\d{1,10})\/)https?:\/\//gi
const PATHS = /^(\/(?:p\/[a-z]{4}|b\/\d{1,10}(?:\/\d{1,10})?|k\/\d{1,10}|pl\/\d{1,10}))\/?(?=\/(?:p|b|k|pl)\/)/i
const LINE_END = /[\t\r\n]+/
/** A number, an address, or a label of our own: what a line of several codes can be. */
const LINE = /^(?=.*\d)[^\s\p{Cc}]{3,}$/u
const BLANKS = / +/
const HAS_DIGIT = /\d/
/** Labels have keys in capitals; four small letters are a word. */
const SMALL = /[a-z]/

function before(text: string, next: RegExp, from: number): string | null {
  next.lastIndex = from
  const found = next.exec(text)
  return found === null ? null : text.slice(0, found.index)
}

/**
 * The first of several codes that a scanner has sent as one text, as when the Enter between two bags was lost.
 *
 * @returns null where there is one code.
 */
export function firstCode(text: string): string | null {
  const [header] = HEADER.exec(text) ?? []
  if (header !== undefined) return before(text, NEXT_BAG, LONGEST_HEADER)
  if (text.startsWith('{')) return readLcsc(text) === null ? null : before(text, NEXT_LCSC, LONGEST_HEADER)
  if (TME.test(text)) return before(text, NEXT_TME, LONGEST_HEADER)
  if (ADDRESS.test(text)) return before(text, NEXT_ADDRESS, LONGEST_HEADER)
  return PATHS.exec(text)?.[1] ?? null
}

/** The first of several codes in lines of their own. @returns null for any other text. */
export function firstLine(text: string): string | null {
  const lines = text.split(LINE_END).filter((line) => line.trim() !== '')
  const isCode = (line: string) => LINE.test(line) || readBareLabel(line) !== null || readOwnPath(line) !== null
  const [first, ...others] = lines
  return first === undefined || others.length === 0 || !lines.every(isCode) ? null : first
}

/** The first of several labels of our own with blanks between them. @returns null for any other text, such as words. */
export function firstLabel(text: string): string | null {
  const [first, ...others] = text.split(BLANKS)
  if (first === undefined || others.length === 0 || !HAS_DIGIT.test(text)) return null
  const isLabel = (word: string) => readOwnPath(word) !== null || (readBareLabel(word) !== null && !SMALL.test(word))
  return [first, ...others].every(isLabel) ? first : null
}
