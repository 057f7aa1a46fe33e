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
/** Signs that codes hardly have, or no American keyboard: where codes begin alike on two layouts, these tell the wrong one. */
const RARE = /[|\\^~`]|\P{ASCII}/gu
/** The sign that separates the fields of a bag stands on both sides of the number of its format. */
const SEPARATOR = /^>?[[{]\)>([|\]])06\1/
const LONGEST_PATH = 40
/** A header of bags that was typed in capitals. */
const HEADER = /^>?\{(?=\)>)/

/** Numbers that are typed for a German keyboard: with an ß for each hyphen, and some digit, since words have an ß, too. */
const GERMAN_NUMBER = /^(?=.*\d)[a-z0-9.]{1,50}(?:ß[a-z0-9.]{1,50}){1,9}$/i
/** The same for a French one, whose digits are signs and small letters; and places of ours. */
const FRENCH_NUMBER =
  /^(?=.*[éèçà])(?=.*[&é"'(\-è_çà]{2})[A-Z?)&é"'(\-è_çà]{3,50}$|^[A-Z?](?=.*[&"'(_])(?=.*[&"'(\-_]{3})[A-Z?)&"'(\-_]{3,49}$/
/** A key with an M. */
const FRENCH_KEY = /^(?=.*\?)[A-Z?]{4}$/
const FRENCH_PLACE = /^[&é"'(\-è_çà]{1,10}\)[&é"'(\-è_çà]{1,10}$/
/** The same for a Czech one, whose digits are letters with an accent; words in capitals have no small ones. */
const CZECH_NUMBER = /^(?=.*[ěščřžýáíé])(?=.*[+ěščřžýáíé]{2})[A-Z=+ěščřžýáíé]{3,50}$/
const CZECH_PLACE = /^[+ěščřžýáíé]{1,10}=[+ěščřžýáíé]{1,10}$/
/** Without it, nothing was typed for a Russian keyboard. */
const CYRILLIC = /\p{Script=Cyrillic}/u
/** A bag whose separators were typed for a British keyboard, with a sign that only this one has. */
const BRITISH_BAG = /^>?\[\)>~06~[^£]{0,2000}£/

/** A JSON object in the signs of any keyboard: a word between two of the same sign, and another value behind it. */
const JSON_OF_OTHER = /^[^\s\w"'{[]\s?([@%^&$]|[^\s -~])[a-z_]{1,20}\1\s?[^\s\w"']\s?(?:\1|\d)/i
/** The header of bags in the signs of any keyboard. */
const HEADER_OF_OTHER = /^[^\s\w{[]{1,2}[=0][:/]\P{L}?(?:06|à-)/u

function isCode(text: string): boolean {
  const beginning = text.slice(0, LONGEST_BEGINNING)
  return BEGINNINGS.some((pattern) => pattern.test(beginning)) || (text.length <= LONGEST_PATH && PATH.test(text))
}

function rareSigns(meant: string): number {
  const separator = SEPARATOR.exec(meant)?.[1]
  const rare = meant.match(RARE)?.filter((sign) => sign !== separator) ?? []
  return rare.length + (HEADER.test(meant) ? 1 : 0)
}

function layoutOf(text: string): KeyboardLayout | undefined {
  if (isCode(text)) return BRITISH_BAG.test(text) ? 'british' : undefined
  const beginning = text.slice(0, LONGEST_BEGINNING)
  const rare = (layout: KeyboardLayout) => rareSigns(asAmerican(beginning, layout))
  const possible = KEYBOARD_LAYOUTS.filter(
    (layout) => isCode(asAmerican(beginning, layout)) && (layout !== 'russian' || CYRILLIC.test(beginning)),
  )
  const [found] = possible.toSorted((a, b) => rare(a) - rare(b))
  if (found !== undefined) return found
  if (GERMAN_NUMBER.test(text)) return 'german'
  if (CZECH_NUMBER.test(text) || CZECH_PLACE.test(text)) return 'czech'
  return [FRENCH_NUMBER, FRENCH_KEY, FRENCH_PLACE].some((pattern) => pattern.test(text)) ? 'french' : undefined
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
