import { IDENTIFIER_NAMES } from './identifiers.ts'

/** The characters that separate the parts of a code: of its fields, of its formats, and its end. */
export const GS = '\u001d'
export const RS = '\u001e'
export const EOT = '\u0004'

function inBrackets(...names: string[]): string {
  return names.flatMap((name) => [`<${name}>`, `\\{${name}\\}`, `\\[${name}\\]`]).join('|')
}

/** Escapes of programming languages and of markup. */
function escaped(hexadecimal: string, octal: string): string {
  const code = Number.parseInt(hexadecimal, 16)
  const short = code.toString(16)
  return [
    `\\\\u00${hexadecimal}`,
    `\\\\u\\{${short}\\}`,
    `\\\\x${hexadecimal}`,
    `\\\\${octal}`,
    `&#${code};`,
    `&#x${short};`,
    `<0x${hexadecimal}>`,
    `_x00${hexadecimal}_`,
  ].join('|')
}

/**
 * What scanners type for these characters: their names and numbers, pictures of them, escapes, and the signs that Windows
 * shows for Alt codes.
 */
const TYPED = [
  ['␝|\\^\\]|↔', inBrackets('GS', 'FNC1', '029'), escaped('1d', '035')],
  ['␞|\\^\\^(?!D$)|▲', inBrackets('RS', '030'), escaped('1e', '036')],
  ['␄|\\^{1,2}D$|♦', inBrackets('EOT', '004'), escaped('04', '004')],
]
const ANY_TYPED = new RegExp(TYPED.map((patterns) => `(${patterns.join('|')})`).join('|'), 'gi')

const ADDRESS = /^https?:/i
const BAG = /^>?\[\)>/
/** The same characters as addresses have them. Other codes have percent signs of their own. */
const IN_ADDRESSES = /%(?:1D|1E|04)/gi
/**
 * The number of the format, with what stands in front of it and behind it where these are no such characters: a sign, or a
 * name such as `[F8]`. Behind that stands a field. An identifier of one letter may as well be the end of a name.
 */
const FIRST_FIELD = Object.keys(IDENTIFIER_NAMES)
  .filter((identifier) => identifier.length > 1 || 'PKQ'.includes(identifier))
  .join('|')
const FORMAT = new RegExp(`^>?\\[\\)>((?:(?!06)\\S){0,8})06([^\\w\\s][^\\s]{0,7}?)(?=${FIRST_FIELD})`, 'i')
/** Whatever stands on both sides of the number of the format. */
const AROUND_FORMAT = /^>?\[\)>([^\w\s])06\1/
/** What is left of the end of a code: a name that stands in the place of the last character. */
const NAMED_END = new RegExp(`${RS}[^\\w\\s]\\S{0,7}$`)

/** Gives a code its separators back, whatever its scanner has typed for them. Linear in the length of the text. */
export function withSeparators(text: string): string {
  if (ADDRESS.test(text)) return text
  const known = text.replaceAll(ANY_TYPED, (_all, isGs?: string, isRs?: string) =>
    isGs !== undefined ? GS : isRs !== undefined ? RS : EOT,
  )
  return BAG.test(known) ? ofBag(known) : known
}

function ofBag(typed: string): string {
  const text = typed.replaceAll(IN_ADDRESSES, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)))
  if (text.includes(GS)) return text
  const around = AROUND_FORMAT.exec(text)?.[1]
  if (around !== undefined) return text.replaceAll(around, GS)
  const [, ofFormats = '', ofFields = ''] = FORMAT.exec(text) ?? []
  // One field alone needs none: then the sign belongs to that.
  if (ofFields === '' || text.split(ofFields).length <= 2) return text
  const separated = text.replaceAll(ofFields, GS)
  return /^[^\w\s]/.test(ofFormats) ? separated.replaceAll(ofFormats, RS).replace(NAMED_END, RS) : separated
}
