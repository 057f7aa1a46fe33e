import { readItem } from '../../shared/labels/label-items.ts'

/** Beginnings of codes that say more than one thing. */
export const BAG = /^(?:>?\[\)>|\{|https?:)/i
/** What stands between the fields of such codes, and what scanners make of it. */
const SEPARATORS = ['\u001d', '\u001e', '␝', '<GS>', '{GS}']
/** What is longer is no number that somebody searches for. */
const LONGEST_NUMBER = 40

/** Whether a text that was typed slowly is a code: one of our labels with its slashes, or of a bag, or an address. */
export function isSurelyCode(text: string): boolean {
  return BAG.test(text) || (text.includes('/') && readItem(text) !== null)
}

/** Whether a code says more than one thing, so that the scan page reads it. */
export function isBagCode(code: string): boolean {
  return BAG.test(code) || code.length > LONGEST_NUMBER || SEPARATORS.some((each) => code.includes(each))
}
