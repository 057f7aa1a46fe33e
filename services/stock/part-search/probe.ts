import { likeOf } from '../../catalogue/search-rules/numbers/glob.ts'
import type { QueryTerm } from '../../catalogue/search-rules/query/search-query.ts'
import { slipTokens } from '../../catalogue/search-rules/readings/term-readings.ts'
import type { Test } from '../../catalogue/search-rules/readings/test.ts'
import { slipsTo, type WordTypos } from '../../catalogue/search-rules/readings/typos.ts'
import { excludingType } from '../../catalogue/search-rules/readings/value-readings.ts'
import { wordToken } from '../../catalogue/search-rules/readings/word-tests.ts'
import { lengthOf } from '../../catalogue/search-rules/text/characters.ts'
import type { Names } from './names/names.ts'
import { anyOf, tokenQuery, typesQuery } from './sql/token-query.ts'

/** What a statement of `PROBES` is asked about a reading. */
export interface ReadingQuestion {
  query: string | null
  sellers: number[] | null
  places: { box: number; location: number }[]
  spans: {
    quantity: string
    low: number | null
    high: number | null
    low_open: boolean
    high_open: boolean
    unless: string | null
  }[]
  globs: { pattern: string; start: string | null }[]
  /** Numbers of sellers. */
  numbers: string[]
}

/** Whether documents alone answer a question. */
export function isOfTokens({ sellers, places, spans, globs, numbers }: ReadingQuestion): boolean {
  return sellers === null && places.length + spans.length + globs.length + numbers.length === 0
}

/** A reading as a statement of `PROBES` takes it. */
export interface ProbedReading extends Partial<ReadingQuestion> {
  reading: number
  /** How many parts match it, where that is not asked. */
  found?: number
  /** The first and the last of the terms that it covers, for each place where the queries have it. */
  firsts: number[]
  lasts: number[]
}

function unlessTypes(quantity: string, names: Names): string | null {
  const kind = excludingType(quantity)
  return kind === undefined ? null : typesQuery(names.typesOfKind(kind))
}

/** What has to be true of some part for one of the tests to pass. */
export function probedReading(tests: readonly Test[], names: Names): ReadingQuestion {
  const plain = tests.filter(({ on }) => on !== 'glob')
  const types = typesQuery([...new Set(plain.flatMap((test) => names.types.idsPassing(test)))])
  const sellers = [...new Set(plain.flatMap((test) => names.sellers.idsPassing(test)))]
  const own = plain.flatMap((test) => tokenQuery(test, names) ?? [])
  return {
    query: anyOf([...own, ...(types === null ? [] : [types])]),
    sellers: sellers.length === 0 ? null : sellers,
    places: tests.flatMap((test) => (test.on === 'place' ? [{ box: test.box, location: test.location }] : [])),
    spans: tests.flatMap((test) =>
      test.on === 'span'
        ? [
            {
              quantity: test.quantity,
              low: test.span.low,
              high: test.span.high,
              low_open: test.span.isLowOpen ?? false,
              high_open: test.span.isHighOpen ?? false,
              unless: unlessTypes(test.quantity, names),
            },
          ]
        : [],
    ),
    globs: tests.flatMap((test) =>
      test.on === 'glob' ? [{ pattern: likeOf(test.glob), start: tokenQuery(test, names) }] : [],
    ),
    numbers: tests.flatMap((test) => (test.on === 'seller_number' ? [test.number] : [])),
  }
}

/** What a statement of `PROBES` is asked about a term, for the case that no part matches a reading of it. */
export interface TermQuestion {
  number: string | null
  family: string | null
  /** Tokens of the numbers that a misspelled one may have been. */
  slip: string[]
  /** The first letter of a misspelled word, and how long the right one may be. */
  letter: string | null
  low: number
  high: number
  /** Words with another first letter. */
  others: string[]
  /** Words of the names of types and sellers, with what is true when some part is of such a type or seller. */
  named: { word: string; query: string | null; sellers: readonly number[] }[]
}

/** A term as a statement of `PROBES` takes it. */
export interface OpenTerm extends TermQuestion {
  term: number
  /** Where the queries have it. */
  places: number[]
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz']

/** Words that are one slip at the first letter away: that counts twice, so nothing else may be wrong. */
function otherBeginnings(word: string): string[] {
  const [first = '', second = ''] = word
  const rest = word.slice(first.length)
  const swapped = second + first + rest.slice(second.length)
  return [rest, swapped, ...LETTERS.flatMap((letter) => [letter + rest, letter + word])]
}

function namedWords(typos: WordTypos, names: Names): TermQuestion['named'] {
  const words = new Set([...names.types.words(), ...names.sellers.words()])
  return [...words]
    .filter((word) => slipsTo(typos, word) !== null)
    .map((word) => {
      const test = { on: 'token', token: wordToken(word), kind: 'word', strength: 'whole' } as const
      return { word, query: typesQuery(names.types.idsPassing(test)), sellers: names.sellers.idsPassing(test) }
    })
}

/** What is asked about a term in case that no part matches a reading of it; null where it has no fallback. */
export function termQuestion({ isExcluded, fallbacks }: QueryTerm, names: Names): TermQuestion | null {
  const { number, family, words, slipsOf } = fallbacks
  const slip = slipsOf === null ? [] : [...new Set(slipTokens(slipsOf))]
  if (isExcluded || (number.length === 0 && family.length === 0 && words === null && slip.length === 0)) return null
  const query = (tests: readonly Test[]) => anyOf(tests.flatMap((test) => tokenQuery(test, names) ?? []))
  return {
    number: query(number),
    family: query(family),
    slip,
    letter: words === null ? null : ([...words.word][0] ?? null),
    low: words === null ? 0 : lengthOf(words.word) - words.max,
    high: words === null ? 0 : lengthOf(words.word) + words.max,
    others: words === null || words.max < 2 ? [] : otherBeginnings(words.word),
    named: words === null ? [] : namedWords(words, names),
  }
}

/** What is looked for to complete a query, as a statement of `PROBES` takes it. */
export interface SoughtCompletion {
  place: number
  /** The column whose values are wanted, of parts that pass the query. */
  column: 'manufacturer' | 'package' | 'tags' | null
  query: string | null
  /** A value of the column that some of these parts had; null where none is at hand. */
  name: string | null
  parts: readonly number[] | null
  /** A type or a seller of which some part is wanted. */
  type: number | null
  seller: number | null
  /** What a series begins with, bare; null when no series is wanted. */
  series: string | null
}
