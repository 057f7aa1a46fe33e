/**
 * How codes begin, or look as a whole, when a scanner types for an American keyboard and the computer expects a German one:
 * bags of format 06, of LCSC and of TME, addresses, labels of our own, and numbers with hyphens.
 */
const TYPED_FOR_GERMAN = [
  /^:?ü=:/i,
  /^ü["ä]?(?:pbn|on|pc|pm|qtz)["ä]?ö/i,
  /^(?:qtz|pn|po|cpo|mfr|mpn)ö\S/i,
  /^https?ö--/i,
  /^-(?:p-[a-z]{4}|[bk]-\d{1,10}|b-\d{1,10}-\d{1,10}|pl-\d{1,10})-?$/i,
  /^[a-z0-9.]{1,50}(?:ß[a-z0-9.]{1,50}){1,9}$/i,
]
/** A number with an ß needs a digit: words have one, too. */
const HAS_DIGIT = /\d/
const HEADER = /^:?ü=:/i
const TYPED = 'üÜ+*ß?-_#\'öÖäÄ"yzYZ=)(/&§:;´`'
const MEANT = '[{]}-_/?\\|;:\'"@zyZY)(*&^#><=+'

const MEANINGS = new Map([...TYPED].map((typed, place) => [typed, MEANT[place] ?? typed]))

/**
 * Gives a code back the characters that the wrong keyboard layout has replaced.
 *
 * @returns null for a text that was typed for the layout of its computer.
 */
export function undoLayout(text: string): string | null {
  if (!HAS_DIGIT.test(text) && !/^(?:-p-|https?ö--)/i.test(text)) return null
  if (!TYPED_FOR_GERMAN.some((pattern) => pattern.test(text))) return null
  const [header] = HEADER.exec(text) ?? []
  const rest = [...text.slice(header?.length ?? 0)].map((character) => MEANINGS.get(character) ?? character)
  return `${header === undefined ? '' : '[)>'}${rest.join('')}`
}
