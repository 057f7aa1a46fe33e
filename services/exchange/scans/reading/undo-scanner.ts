import { isOfOtherLayout, undoLayout } from './undo-layout.ts'

/** The characters that separate the parts of a code: of its fields, of its formats, and its end. */
export const GS = '\u001d'
export const RS = '\u001e'
export const EOT = '\u0004'

/**
 * What scanners type for these characters: their names, pictures of them, escapes, and the signs that Windows shows for
 * Alt codes.
 */
const TYPED = [
  [GS, '␝|<GS>|\\{GS\\}|\\[GS\\]|\\^\\]|\\\\u001d|\\\\u\\{1d\\}|\\\\x1d|\\\\035|&#29;|&#x1d;|<0x1d>|_x001d_|↔'],
  [RS, '␞|<RS>|\\{RS\\}|\\[RS\\]|\\^\\^(?!D$)|\\\\u001e|\\\\u\\{1e\\}|\\\\x1e|\\\\036|&#30;|&#x1e;|<0x1e>|_x001e_|▲'],
  [EOT, '␄|<EOT>|\\{EOT\\}|\\[EOT\\]|\\^{1,2}D$|\\\\u0004|\\\\u\\{4\\}|\\\\x04|\\\\004|&#4;|&#x4;|<0x04>|_x0004_|♦'],
] as const
const ANY_TYPED = new RegExp(TYPED.map(([, patterns]) => `(${patterns})`).join('|'), 'gi')

/** What a scanner sends in front to say which kind of code it has read, such as `]d2`. */
const SYMBOLOGY = /^\][A-Za-z]\d/
/** The same, typed for another keyboard layout. */
const TYPED_SYMBOLOGY = /^[+$¨][A-Za-z][\d&é"'(]/
/** The same in front of a code of GS1, whose digits are the same on most layouts. */
const SYMBOLOGY_OF_GS1 = /^[+$¨][CdeQ]\d(?=0[12]\d{14})/
const ADDRESS = /^https?:/i
/** What separates the fields of a bag: whatever stands on both sides of the number of its format. */
const SEPARATOR_OF_BAG = /^>?\[\)>([^\w\s])06\1/
/** What scanners are often set to send around codes, such as STX and ETX. GS, RS and EOT belong to codes. */
const AROUND = '[\\s\\0-\\x03\\x05-\\x1c\\x1f\\x7f]'
const IN_FRONT = new RegExp(`^${AROUND}+`)
const BEHIND = new RegExp(`^${AROUND}$`)
const LAYOUT = 'The scanner types for another keyboard layout than that of the computer'
const NEXT_STEP = 'set the scanner to the layout of the computer'
const OTHER_LAYOUT = `${LAYOUT}; the code is read as it was meant. Better ${NEXT_STEP}`
const UNREAD_LAYOUT = `${LAYOUT}, and the code cannot be read: ${NEXT_STEP}, and scan it again`

/** Linear in the length of the text, which a pattern at its end alone is not. */
function bare(text: string): string {
  let end = text.length
  while (end > 0 && BEHIND.test(text.charAt(end - 1))) end -= 1
  return text.slice(0, end).replace(IN_FRONT, '')
}

/**
 * Gives a code back the characters that its scanner has replaced. Linear in the length of the code.
 *
 * @returns the code without blanks and control characters around it, null where its characters cannot be given back, and what
 *   people ought to know of their scanner.
 */
export function undoScanner(code: string): { text: string | null; warnings: string[] } {
  const typed = bare(bare(code).replace(SYMBOLOGY, ''))
  if (SYMBOLOGY_OF_GS1.test(typed)) {
    return { text: withSeparators(typed.replace(SYMBOLOGY_OF_GS1, '')), warnings: [OTHER_LAYOUT] }
  }
  const meant = undoLayout(typed) ?? undoLayout(typed.replace(TYPED_SYMBOLOGY, ''))
  if (meant !== null) return { text: withSeparators(meant), warnings: [OTHER_LAYOUT] }
  if (isOfOtherLayout(typed)) return { text: null, warnings: [UNREAD_LAYOUT] }
  return { text: withSeparators(typed), warnings: [] }
}

function withSeparators(text: string): string {
  if (ADDRESS.test(text)) return text
  const known = text.replaceAll(ANY_TYPED, (_all, isGs?: string, isRs?: string) =>
    isGs !== undefined ? GS : isRs !== undefined ? RS : EOT,
  )
  const separator = SEPARATOR_OF_BAG.exec(known)?.[1]
  return separator === undefined ? known : known.replaceAll(separator, GS)
}
