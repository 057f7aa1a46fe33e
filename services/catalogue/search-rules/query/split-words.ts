import { globOf } from '../numbers/glob.ts'
import { packageOfTerm } from '../readings/term-readings.ts'
import { valueTermReadings } from '../readings/value-term.ts'
import { foldCase } from '../text/fold.ts'
import { originalRange } from '../text/mapped-text.ts'
import { MAX_TERMS, type ParsedQuery, type ParsedTerm } from './parsed-query.ts'
import { placeOf } from './place.ts'

const NO_KINDS = new Set<never>()

function isValueOrPackage(text: string): boolean {
  return valueTermReadings(text, NO_KINDS).length > 0 || packageOfTerm(foldCase(text)) !== null
}

function isTermItself(text: string): boolean {
  return isValueOrPackage(text) || /\p{L}.*\p{L}/u.test(text)
}

/** The terms that a word with commas or slashes is; the word itself when it is no list of terms. */
export function splitWord(word: ParsedTerm, { clean }: ParsedQuery): ParsedTerm[] {
  const { text, isPhrase, isExcluded, cleanStart } = word
  const isWhole = isPhrase || isExcluded || !/[,/;]/.test(text) || text.includes(' ') || /:\/\//.test(text)
  if (isWhole || isValueOrPackage(text) || placeOf(text) || globOf(text) !== null) return [word]
  const parts = [...text.matchAll(/[^,/;]+/g)]
  if (parts.length < 2) return parts.length === 1 && parts[0]?.[0] ? [{ ...word, text: parts[0][0] }] : [word]
  if (!parts.every(([part]) => isTermItself(part))) return [word]
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
