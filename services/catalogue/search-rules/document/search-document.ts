import { normalisePartNumber } from '../../part-identity/part-number.ts'
import { bareForms } from '../numbers/encode-number.ts'
import { wordToken } from '../readings/word-tests.ts'
import { RULES_VERSION } from '../rules-version.ts'
import { beginningOf } from '../text/characters.ts'
import { cleanText } from '../text/fold.ts'
import { unitsOfPart } from './part-units.ts'
import type { SearchedPart } from './searched-part.ts'
import type { FieldClass, Unit } from './unit.ts'

/** A token at a place, as a tsvector holds it. */
export interface DocumentToken {
  token: string
  /** From 1; where only the token counts, 1. */
  position: number
  /** The class of its field. Sellers, the class 4, are not in the document. */
  fieldClass: Exclude<FieldClass, 4>
}

/** An amount or a range of amounts that a part states. */
export interface DocumentValue {
  /** A quantity, or `input` and `output` for the voltages of these fields. */
  quantity: string
  low: number
  high: number
  /** Whether the type of the part decides between farad and henry. */
  isUndecided: boolean
}

/** What search knows of a part without its type, sellers, stock and places. */
export interface SearchDocument {
  rules: number
  tokens: DocumentToken[]
  values: DocumentValue[]
  /** Number and series, bare, with and without packing marks: for searches with `*`. */
  numbers: string[]
  /** Letters and digits of the number without packing marks; null for a part without a number. */
  numberLength: number | null
}

/** What a tsvector can hold: places up to this one, and tokens of 2,046 bytes. Words of a query are shorter. */
const LAST_POSITION = 16_383
const LONGEST_TOKEN = 512
const WORD = wordToken('')

function distinct<T>(values: readonly T[], key: (value: T) => string): T[] {
  return [...new Map(values.map((value) => [key(value), value])).values()]
}

function ownClass(fieldClass: FieldClass): DocumentToken['fieldClass'] {
  return fieldClass === 4 ? 3 : fieldClass
}

/** The token of a word of the package, so that an index finds it without looking at where the word stands. */
export function packageWordToken(word: string): string {
  return `c:${word}`
}

function packageWords(units: readonly Unit[]): DocumentToken[] {
  const words = units.filter(({ field, token }) => field === 'package' && token.startsWith(WORD))
  return words.map(({ token }) => ({ token: packageWordToken(token.slice(WORD.length)), position: 1, fieldClass: 0 }))
}

/** Leaves out numbers that the text mentions and that the part has itself: each query for one looks for both. */
function withoutOwnMentions(tokens: readonly DocumentToken[]): DocumentToken[] {
  const own = new Set(tokens.flatMap(({ token }) => (/^[ns]:/.test(token) ? [token.slice(2)] : [])))
  return tokens.filter(({ token }) => !token.startsWith('d:') || !own.has(token.slice(2)))
}

/**
 * The search document of a part: a pure function of its columns, so that it can be computed again and compared.
 *
 * @param part as the row has it.
 */
export function documentOf(part: SearchedPart): SearchDocument {
  const units = unitsOfPart(part)
  const tokens = units
    .filter(({ token }) => token !== '')
    .map(({ token, position, fieldClass }) => ({
      token: beginningOf(token, LONGEST_TOKEN).toWellFormed(),
      position: Math.min(Math.max(position, 1), LAST_POSITION),
      fieldClass: ownClass(fieldClass),
    }))
  const values = units.flatMap(({ span }) =>
    span
      ? [{ quantity: span.quantity, low: span.span.low ?? 0, high: span.span.high ?? 0, isUndecided: span.isUndecided }]
      : [],
  )
  const numbers = [part.manufacturer_code, part.series].filter((number) => number !== null)
  const own = part.manufacturer_code === null ? '' : normalisePartNumber(cleanText(part.manufacturer_code).text)
  return {
    rules: RULES_VERSION,
    tokens: distinct(
      [...withoutOwnMentions(tokens), ...packageWords(units)],
      ({ token, position, fieldClass }) => `${position} ${fieldClass} ${token}`,
    ),
    values: distinct(values, (value) => JSON.stringify(value)),
    numbers: [...new Set(numbers.flatMap((number) => bareForms(cleanText(number).text)))],
    numberLength: own === '' ? null : own.length,
  }
}
