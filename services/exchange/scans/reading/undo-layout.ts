import { asAmerican, KEYBOARD_LAYOUTS, type KeyboardLayout } from './keyboard-layouts.ts'

/** How codes begin that are nothing else: of format 06, of LCSC, with a JSON object, of TME, of GS1, and addresses. */
const BEGINNINGS = [
  /^>?[[{]\)>/,
  /^\{\s{0,3}["']?(?:pbn|on|pc|pm|qty)["']?\s{0,3}:/i,
  /^\{\s{0,3}"[^"]{1,40}"\s{0,3}:/,
  /^(?:qty|pn|po|cpo|mfr|mpn):\S{1,60}\s{1,3}(?:qty|pn|po|cpo|mfr|mpn):/i,
  /^\(01\)\d{14}/,
  /^https?:\/\//i,
]
const PATH = /^\/(?:p\/[a-z]{4}|b\/\d{1,10}(?:\/\d{1,10})?|k\/\d{1,10}|pl\/\d{1,10})\/?$/i
const LONGEST_BEGINNING = 200
/** Signs that codes hardly have: where codes begin alike on two layouts, these tell the wrong one. */
const RARE = /[|\\^~`]/g
const LONGEST_PATH = 40
/** A header of bags that was typed in capitals. */
const HEADER = /^>?\{(?=\)>)/

/** Numbers that are typed for a German keyboard: with an ß for each hyphen, and some digit, since words have an ß, too. */
const GERMAN_NUMBER = /^(?=.*\d)[a-z0-9.]{1,50}(?:ß[a-z0-9.]{1,50}){1,9}$/i
/** The same for a French one, whose digits are signs and small letters; and places of ours. */
const FRENCH_NUMBER = /^(?=.*[éèçà])(?=.*[&é"'(\-è_çà]{2})[A-Z?)&é"'(\-è_çà]{3,50}$/
const FRENCH_PLACE = /^[&é"'(\-è_çà]{1,10}\)[&é"'(\-è_çà]{1,10}$/

/** A JSON object in the signs of any keyboard: a word between two of the same sign, and another value behind it. */
const JSON_OF_OTHER = /^[^\s\w"'{[]\s?([@%^&$]|[^\s -~])[a-z_]{1,20}\1\s?[^\s\w"']\s?(?:\1|\d)/i
/** The header of bags in the signs of any keyboard. */
const HEADER_OF_OTHER = /^[^\s\w{[]{1,2}[=0][:/]\P{L}?(?:06|à-)/u

function isCode(text: string): boolean {
  const beginning = text.slice(0, LONGEST_BEGINNING)
  return BEGINNINGS.some((pattern) => pattern.test(beginning)) || (text.length <= LONGEST_PATH && PATH.test(text))
}

function rareSigns(meant: string): number {
  return (meant.match(RARE)?.length ?? 0) + (HEADER.test(meant) ? 1 : 0)
}

function layoutOf(text: string): KeyboardLayout | undefined {
  if (isCode(text)) return undefined
  const beginning = text.slice(0, LONGEST_BEGINNING)
  const rare = (layout: KeyboardLayout) => rareSigns(asAmerican(beginning, layout))
  const possible = KEYBOARD_LAYOUTS.filter((layout) => isCode(asAmerican(beginning, layout)))
  const [found] = possible.toSorted((a, b) => rare(a) - rare(b))
  if (found !== undefined) return found
  if (GERMAN_NUMBER.test(text)) return 'german'
  return FRENCH_NUMBER.test(text) || FRENCH_PLACE.test(text) ? 'french' : undefined
}

/**
 * Gives a code back the characters that the wrong keyboard layout has replaced.
 *
 * @returns null for a text that was typed for the layout of its computer, or of which that cannot be said.
 */
export function undoLayout(text: string): string | null {
  const layout = layoutOf(text)
  return layout === undefined ? null : asAmerican(text, layout).replace(HEADER, '[')
}

/** Whether a text is a code that was typed for a keyboard layout that is not known. */
export function isOfOtherLayout(text: string): boolean {
  return !isCode(text) && (JSON_OF_OTHER.test(text) || HEADER_OF_OTHER.test(text))
}
