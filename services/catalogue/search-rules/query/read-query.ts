import { isNumberLike } from '../../part-identity/number-like.ts'
import { bareNumber } from '../../part-identity/part-number.ts'
import { sameNumberTests } from '../readings/number-tests.ts'
import { reading, type StrictReading } from '../readings/strict-reading.ts'
import { type TermReadings, termReadings } from '../readings/term-readings.ts'
import { unfinishedReadings } from '../readings/unfinished-readings.ts'
import { valueTermReadings } from '../readings/value-term.ts'
import { phraseTests } from '../readings/word-tests.ts'
import { foldCase } from '../text/fold.ts'
import { tokensOf } from '../text/tokens.ts'
import { type ComponentKind, kindsInText } from '../words/component-kind.ts'
import { isEmptyWord } from '../words/empty-words.ts'
import { boundSlips } from './bound-slips.ts'
import { joinedReadings } from './joined-readings.ts'
import { mergeWords } from './merge-words.ts'
import { parseQuery } from './parse-query.ts'
import type { ParsedFilter, ParsedQuery, ParsedTerm, QueryProblem } from './parsed-query.ts'
import { readFilter } from './read-filter.ts'
import type { Fallbacks, QueryFilter, QueryTerm, SearchQuery } from './search-query.ts'
import { separateWords } from './separate-words.ts'
import { splitWords } from './split-words.ts'

export interface ReadQueryOptions {
  /** Whether the last word, if nothing follows it, is still being typed. Then nothing in the query is refused but its size. */
  isTyping?: boolean
}

const NO_FALLBACKS: Fallbacks = { number: [], family: [], words: null, slipsOf: null }

/** Quantities with values below zero. */
const SIGNED: ReadonlySet<string> = new Set(['voltage', 'temperature'])

function phraseReadings({ text, isExcluded }: ParsedTerm): TermReadings {
  const words = tokensOf(text).flatMap(({ pieces }) => pieces.map((piece) => piece.text))
  const isNumber = !text.includes(' ') && isNumberLike(bareNumber(text))
  const values = valueTermReadings(text, new Set())
  const isSigned = values.some(({ shown }) => shown.quantity !== undefined && SIGNED.has(shown.quantity))
  const strict = [
    // The words of 5 V are those of -5 V, too.
    ...(isSigned ? [] : reading({ kind: 'phrase', text, words }, phraseTests(words))),
    ...reading({ kind: 'number', text: bareNumber(text) }, isNumber ? sameNumberTests(text) : []),
    // `-"5V"` is how a voltage is excluded, whose minus would be a sign.
    ...(isExcluded || isSigned ? values : []),
  ]
  return { strict, fallbacks: NO_FALLBACKS, words: [] }
}

/** What an exclusion names and no more: no beginnings of words, nothing inside of numbers. */
function exactly(readings: readonly StrictReading[]): StrictReading[] {
  return readings.flatMap(({ shown, tests }) =>
    reading(
      shown,
      tests.filter(
        ({ on, kind, strength }) =>
          on !== 'seller_number' && kind !== 'number_part' && (strength === 'equal' || strength === 'whole'),
      ),
    ),
  )
}

function readTerm(term: ParsedTerm, kinds: ReadonlySet<ComponentKind>, isUnfinished: boolean): QueryTerm {
  const { text, start, end, isExcluded, isPhrase } = term
  const { strict, fallbacks, words } = isPhrase ? phraseReadings(term) : termReadings(text, kinds)
  const bare = bareNumber(text)
  return {
    text,
    start,
    end,
    isExcluded,
    readings: isExcluded ? exactly(strict) : [...strict, ...(isUnfinished ? unfinishedReadings(text) : [])],
    // What is still being typed is not misspelled.
    fallbacks: isExcluded ? NO_FALLBACKS : isUnfinished ? { ...fallbacks, words: null, slipsOf: null } : fallbacks,
    words: isExcluded ? [] : words,
    numberLength: bare === '' ? null : bare.length,
  }
}

/** Whether a word has neither letters nor digits, as a minus alone or quotes with nothing between them. */
function isOfSigns({ text, isExcluded, isPhrase }: ParsedTerm): boolean {
  if (tokensOf(text).length > 0) return false
  return isPhrase || (!isExcluded && /^[\p{P}\p{S}]+$/u.test(text))
}

/**
 * Signs alone are left out, and empty words while another word remains. A filter is not enough: one that is added to an
 * empty word, as facets do, must not change what the word finds.
 */
function withoutEmptyWords(terms: readonly ParsedTerm[]): ParsedTerm[] {
  const words = terms.filter((term) => !isOfSigns(term))
  const saying = words.filter(
    ({ text, isExcluded, isPhrase }) => isExcluded || isPhrase || !isEmptyWord(foldCase(text)),
  )
  return saying.length > 0 ? saying : words
}

function kindsOf(terms: readonly ParsedTerm[], parsed: ParsedQuery): Set<ComponentKind> {
  // The exact filter is what facets append, which must not change how the words beside it are read.
  const types = parsed.filters.filter(
    ({ name, isExcluded, operator }) => name.field === 'type' && !isExcluded && operator !== '=',
  )
  const texts = [
    ...terms.filter(({ isExcluded }) => !isExcluded).map(({ text }) => text),
    ...types.flatMap(({ values }) => values.map(({ text }) => text)),
  ]
  return kindsInText(texts.join(' '))
}

function isProblem(filter: QueryFilter | QueryProblem): filter is QueryProblem {
  return 'reason' in filter
}

/** Whether a term is the last thing of the query, with nothing behind it. */
function isLast({ end, isPhrase }: ParsedTerm, q: string): boolean {
  return !isPhrase && end === q.length
}

/** Whether a filter is the last thing of the query, and its value is not closed by a quote. */
function isTypedFilter({ end, values }: ParsedFilter, q: string): boolean {
  return end === q.length && (values.at(-1)?.isOpen ?? false)
}

/**
 * Reads a query: what each term may mean, and what the filters ask for. It never throws; a query that must be refused
 * has `problems`.
 */
export function readQuery(q: string, { isTyping = false }: ReadQueryOptions = {}): SearchQuery {
  const parsed = parseQuery(q)
  const filters = parsed.filters.map((filter) => readFilter(filter, isTyping && isTypedFilter(filter, q)))
  const problems = filters.filter(isProblem)
  const words = splitWords(mergeWords(separateWords(parsed), parsed.clean.text), parsed)
  const terms = withoutEmptyWords(words)
  const kinds = kindsOf(terms, parsed)
  return {
    q,
    isCode: parsed.isCode,
    terms: boundSlips(terms.map((term) => readTerm(term, kinds, isTyping && isLast(term, q)))),
    joined: joinedReadings(terms, parsed.clean.text),
    filters: filters.flatMap((filter) => (isProblem(filter) ? [] : [filter])),
    notes: parsed.notes,
    problems: [...parsed.problems, ...(isTyping ? [] : problems)],
  }
}
