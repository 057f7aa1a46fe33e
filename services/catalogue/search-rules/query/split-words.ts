import { globOf } from '../numbers/glob.ts'
import { originalRange } from '../text/mapped-text.ts'
import { isExactTerm } from './is-exact-term.ts'
import { MAX_TERMS, type ParsedQuery, type ParsedTerm } from './parsed-query.ts'
import { placeOf } from './place.ts'

/** What may part terms that stand without a blank between. */
const SEPARATOR = /[,/;|&@()[\]{}±]|\+-/
/** Commas and slashes also stand inside of numbers and words. */
const BINDING = /[,/;]/
/** A term between separators; a sign of tolerance belongs to what follows it. */
const TERM = /(?:±|\+\/-|\+-)?(?:(?!\+\/?-)[^,/;|&@()[\]{}±])+/g

function isTermItself(text: string): boolean {
  return isExactTerm(text) || /\p{L}.*\p{L}/u.test(text)
}

/** Whether the pieces of a word are terms: `10k/1%/0603`, `10uF@16V`, `7805(TO-220)`, but not `74HC595D,118` or `R&D`. */
function areTerms(word: string, pieces: readonly string[]): boolean {
  return pieces.every(isTermItself) || (!BINDING.test(word) && pieces.some(isExactTerm))
}

/** The terms that a word with separators is; the word itself when it is no list of terms. */
export function splitWord(word: ParsedTerm, { clean }: ParsedQuery): ParsedTerm[] {
  const { text, isPhrase, isExcluded, cleanStart } = word
  const isWhole = isPhrase || isExcluded || !SEPARATOR.test(text) || text.includes(' ') || /:\/\//.test(text)
  if (isWhole || isExactTerm(text) || placeOf(text) || globOf(text) !== null) return [word]
  const parts = [...text.matchAll(TERM)]
  if (parts.length < 2) return parts.length === 1 && parts[0]?.[0] ? [{ ...word, text: parts[0][0] }] : [word]
  const pieces = parts.map(([piece]) => piece)
  if (!areTerms(text, pieces)) return [word]
  return parts.map(({ 0: part, index }) => {
    const [from, to] = [cleanStart + index, cleanStart + index + part.length]
    const [start, end] = originalRange(clean, from, to)
    return { ...word, text: part, start, end, cleanStart: from, cleanEnd: to }
  })
}

/** The terms of all words, as long as they are not too many. */
export function splitWords(words: readonly ParsedTerm[], parsed: ParsedQuery): ParsedTerm[] {
  const split = words.flatMap((word) => splitWord(word, parsed))
  return split.length <= MAX_TERMS ? split : [...words]
}
