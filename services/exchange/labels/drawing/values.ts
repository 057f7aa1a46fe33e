import { JOINING } from '../content/shorten.ts'

/** Where a value begins in a text, and where it ends. */
interface Value {
  start: number
  end: number
  /** It is a word of Latin letters with others beside it, such as a number of a maker, and no number. */
  isWord: boolean
}

/** Letters and marks of scripts from the right, and brackets: a value has none of them, save brackets with their ends. */
const OTHERS =
  '\\u0590-\\u08ff\\u200e\\u200f\\ufb1d-\\ufdff\\ufe70-\\ufefc\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}()\\[\\]{}'
const IN_BRACKETS = `\\([^${OTHERS}]*\\)|\\[[^${OTHERS}]*\\]|\\{[^${OTHERS}]*\\}`
const WORD = new RegExp(`(?:[^\\s${OTHERS}]|${IN_BRACKETS})+`, 'gu')
const BLANK = /^[ \u00a0]$/
/** "kΩ", "µF/16", "°C", "%". */
const UNIT = /^(?:[%‰]|[\p{Script=Latin}\p{Script=Greek}µ°]{1,8})(?!\p{L})/u
const NUMBER = /^[±+−–-]?[.,]?\d/u
const SIGN = /^[≤≥<>±≈~∅⌀Ø×+−]$/u
/** Between the ends of a range and the sides of a body. */
const BETWEEN = /^(?:…|\.{3}|[×x/–-])$/u
const FIRST_LETTER = /^(?![Ø⌀∅])\p{L}/u
const HAS_LETTER = /\p{L}/u
const PLAIN_NUMBER = /^\d[\d.,]*$/
const PLAIN_WORD = /^\p{L}+$/u
/** What belongs to the text around a value. */
const BEFORE = /^(?:[,;:!?·…"'“”„«»]|\.(?!\d))+/u
const BEHIND = /(?:[,;:!?·….'“”„«»]|(?<!\d)"){1,9}$/u
/** Where these stand between a value and a letter from the right they join the two, and are no sign of the value. */
const HYPHENS_BEFORE = /^[–/-]+[,;:!?·…"'“”„«»]*/u
const HYPHENS_BEHIND = /[–/-]{1,9}$/u
/** Longer values break at their blanks as other texts do. */
const LONGEST_KEPT = 24

interface Word {
  text: string
  start: number
  end: number
}

/** How many of the words behind the last one belong to the same value. */
function belongsTo(text: string, words: readonly Word[], first: number, last: number): 0 | 1 | 2 {
  const [begin, word, next, second] = [words[first], words[last], words[last + 1], words[last + 2]]
  if (begin === undefined || word === undefined || next === undefined || FIRST_LETTER.test(begin.text)) return 0
  const isBeside = (one: Word, other: Word) => BLANK.test(text.slice(one.end, other.start))
  if (!isBeside(word, next)) return 0
  if (/\d$/.test(word.text) && UNIT.test(next.text)) return 1
  if (SIGN.test(word.text) && NUMBER.test(next.text)) return 1
  const isRange = second !== undefined && BETWEEN.test(next.text) && NUMBER.test(second.text) && isBeside(next, second)
  return isRange && /\d/.test(text.slice(begin.start, word.end)) ? 2 : 0
}

/** A value without what belongs to the text around it; null where nothing is left that has an order of its own. */
function trimmed(text: string, from: number, to: number): Value | null {
  const isBesideLetter = (place: number) => HAS_LETTER.test(text.charAt(place))
  let value = text.slice(from, to).replace(BEFORE, '')
  if (isBesideLetter(from - 1)) value = value.replace(HYPHENS_BEFORE, '')
  const start = to - value.length
  if (isBesideLetter(to)) value = value.replace(HYPHENS_BEHIND, '')
  value = value.replace(BEHIND, '')
  // Behind a number it may be the sign of an inch, but not where a quotation begins.
  if (/["“„]/u.test(text.slice(from, start))) value = value.replace(/"$/, '')
  const isNothing = !/[\d\p{L}]/u.test(value) || PLAIN_NUMBER.test(value) || PLAIN_WORD.test(value)
  return isNothing ? null : { start, end: start + value.length, isWord: FIRST_LETTER.test(value) }
}

/**
 * Where values stand in a text with letters from the right: numbers with their signs and units ("-5 V … +12 V",
 * "4,7 µF/16 V"), numbers of makers, and what stands in brackets without letters from the right.
 */
function valuesIn(text: string): Value[] {
  const words = Array.from(text.matchAll(WORD), (found) => {
    return { text: found[0], start: found.index, end: found.index + found[0].length }
  })
  const values: Value[] = []
  for (let first = 0, last = 0; first < words.length; first = ++last) {
    for (let more = belongsTo(text, words, first, last); more > 0; more = belongsTo(text, words, first, last)) {
      last += more
    }
    const value = trimmed(text, words[first]?.start ?? 0, words[last]?.end ?? 0)
    if (value !== null) values.push(value)
  }
  return values
}

/** Puts something else in the places of values. */
export function replaceValues(text: string, replace: (value: string, isWord: boolean) => string): string {
  let [replaced, at] = ['', 0]
  for (const { start, end, isWord } of valuesIn(text)) {
    replaced += text.slice(at, start) + replace(text.slice(start, end), isWord)
    at = end
  }
  return replaced + text.slice(at)
}

/** A text whose values are broken at their blanks only when nothing else helps. */
export function keepValues(text: string): string {
  return replaceValues(text, (value) => (value.length > LONGEST_KEPT ? value : value.replaceAll(' ', JOINING)))
}
