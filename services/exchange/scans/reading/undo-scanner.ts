import { withSeparators } from './separators.ts'
import { isOfOtherLayout, undoLayout } from './undo-layout.ts'

/** What a scanner sends in front to say which kind of code it has read, such as `]d2`. */
const SYMBOLOGY = /^\][A-Za-z]\d/
const GS1 = /^\](?:C1|J1|d2|e\d|Q3)/
/** The same, typed for another keyboard layout. */
const TYPED_SYMBOLOGY = /^[+$¨][A-Za-z][\d&é"'(]/
/** The same in front of a code of GS1, whose digits are the same on most layouts. */
const SYMBOLOGY_OF_GS1 = /^[+$¨][CdeQ]\d(?=0[12]\d{14})/
/** What scanners are often set to send around codes, such as STX and ETX. GS, RS and EOT belong to codes. */
const AROUND = '[\\s\\0-\\x03\\x05-\\x1c\\x1f\\x7f]'
const IN_FRONT = new RegExp(`^${AROUND}+`)
const BEHIND = new RegExp(`^${AROUND}$`)
/** Signs in front of the header of a bag. */
const FRONT_OF_BAG = /^[^\w\s>[]{1,3}(?=>?\[\)>)/
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

/** A bag without signs around it that its scanner was set to send. */
function withoutFront(text: string): string {
  const [front] = FRONT_OF_BAG.exec(text) ?? []
  if (front === undefined) return text
  const rest = text.slice(front.length)
  return front.includes(rest.slice(-1)) ? rest.slice(0, -1) : rest
}

interface Undone {
  /** Without blanks and control characters around it; null where its characters cannot be given back. */
  text: string | null
  /** Whether the scanner has said that it is a code of GS1. */
  isGs1: boolean
  /** What people ought to know of their scanner. */
  warnings: string[]
}

/** Gives a code back the characters that its scanner has replaced. Linear in the length of the code. */
export function undoScanner(code: string): Undone {
  const sent = bare(code)
  const typed = withoutFront(bare(sent.replace(SYMBOLOGY, '')))
  const isGs1 = GS1.test(sent)
  if (SYMBOLOGY_OF_GS1.test(typed)) {
    return { text: withSeparators(typed.replace(SYMBOLOGY_OF_GS1, '')), isGs1: true, warnings: [OTHER_LAYOUT] }
  }
  const meant = undoLayout(typed) ?? undoLayout(typed.replace(TYPED_SYMBOLOGY, ''))
  if (meant !== null) return { text: withSeparators(meant), isGs1, warnings: [OTHER_LAYOUT] }
  if (isOfOtherLayout(typed)) return { text: null, isGs1, warnings: [UNREAD_LAYOUT] }
  return { text: withSeparators(typed), isGs1, warnings: [] }
}
