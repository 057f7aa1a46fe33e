import type { Database } from '../../../plugins/database/database.ts'
import {
  fallbackOf,
  readingsOf,
  resolveQuery,
  unmatchedTerms,
} from '../../catalogue/search-rules/matching/resolve-query.ts'
import type { FallbackAnswer, ResolvedQuery } from '../../catalogue/search-rules/matching/resolved-query.ts'
import type { QueryTerm, SearchQuery } from '../../catalogue/search-rules/query/search-query.ts'
import type { StrictReading } from '../../catalogue/search-rules/readings/strict-reading.ts'
import { slipTokens } from '../../catalogue/search-rules/readings/term-readings.ts'
import { nearestWords } from '../../catalogue/search-rules/readings/typos.ts'
import { wordToken } from '../../catalogue/search-rules/readings/word-tests.ts'
import type { NameCache } from './names/name-cache.ts'
import type { Names } from './names/names.ts'
import { type OpenTerm, openTerm, type ProbedReading, probedReading, type SoughtCompletion } from './probe.ts'
import { PROBE } from './statements.ts'

export interface ResolveOptions {
  /** Whether misspelled words are compared with all words that a part has or had: that saves a statement. */
  isQuick?: boolean
  /** What is looked for to complete the query, once the names are known. */
  completions?: (names: Names) => readonly SoughtCompletion[]
}

/** A query as it is read, with the names that it was read by. */
export interface ReadQuery {
  query: SearchQuery
  resolved: ResolvedQuery
  names: Names
  /** What was found to complete the query: the place of what was sought, and a text. */
  completions: readonly (readonly [place: number, text: string])[]
}

interface Answer {
  names: Names
  matched: Set<number>
  completions: (readonly [place: number, text: string])[]
  terms: Map<number, { hasNumber: boolean; hasFamily: boolean; slips: string[]; words: string[] }>
}

/** Finds out which readings of a query some part matches, and what the terms without one were meant to be. */
export class QueryResolver {
  readonly #db: Database
  readonly #names: NameCache

  constructor(db: Database, names: NameCache) {
    this.#db = db
    this.#names = names
  }

  /**
   * Reads queries in one statement, and in one more when words are misspelled.
   *
   * @param options for what is still being typed.
   */
  async resolve(
    queries: readonly SearchQuery[],
    { isQuick = false, completions = () => [] }: ResolveOptions = {},
  ): Promise<ReadQuery[]> {
    const terms = queries.flatMap((query, place) => query.terms.map((term, index) => ({ term, query, place, index })))
    const readings = queries.flatMap((query, place) => {
      // Terms of all queries are numbered in one row.
      const from = terms.findIndex((each) => each.place === place)
      return readingsOf(query).map((reading) => ({ reading, ...spanOf(query, reading, from) }))
    })
    const answer = await this.#probe(
      readings,
      terms.map(({ term }) => term),
      completions,
    )
    const matched = new Set([...answer.matched].flatMap((place) => readings[place]?.reading ?? []))
    const isMatched = (reading: StrictReading) => matched.has(reading)
    const unmatched = new Set(queries.flatMap((query) => unmatchedTerms(query, isMatched)))
    const known = isQuick
      ? null
      : await this.#wordsThatSomePartHas(
          terms.map(({ term }) => term),
          unmatched,
          answer,
        )
    const fallbacks = terms.flatMap(({ term }, place) => {
      if (!unmatched.has(term)) return []
      const fallback = fallbackOf(term, fallbackAnswer(term, answer, place, known))
      return fallback ? [[term, fallback] as const] : []
    })
    const used = new Map(fallbacks)
    return queries.map((query) => ({
      query,
      resolved: resolveQuery(query, isMatched, used),
      names: answer.names,
      completions: answer.completions,
    }))
  }

  async #probe(
    readings: readonly { reading: StrictReading; first: number; last: number }[],
    terms: readonly QueryTerm[],
    completions: (names: Names) => readonly SoughtCompletion[] = () => [],
  ): Promise<Answer> {
    let names = await this.#names.known()
    for (;;) {
      const probed: ProbedReading[] = readings.map(({ reading, first, last }, place) => ({
        reading: place,
        first,
        last,
        ...probedReading(reading.tests, names),
      }))
      const open: OpenTerm[] = terms.flatMap((term, place) => openTerm(term, place, names))
      const sought = completions(names)
      const rows = await this.#db.query(PROBE, [JSON.stringify(probed), JSON.stringify(open), JSON.stringify(sought)])
      const fingerprint = rows.find(({ kind }) => kind === 'fingerprint')?.text
      if (fingerprint === names.fingerprint) return answerOf(rows, names)
      names = await this.#names.refresh()
    }
  }

  /** Of the words that misspelled ones may have been, those that some part has now. */
  async #wordsThatSomePartHas(
    terms: readonly QueryTerm[],
    unmatched: ReadonlySet<QueryTerm>,
    answer: Answer,
  ): Promise<Set<string>> {
    const near = terms.flatMap((term, place) => {
      const typos = unmatched.has(term) ? term.fallbacks.words : null
      return typos ? nearWords(typos, vocabulary(answer, place)) : []
    })
    const words = [...new Set(near)]
    if (words.length === 0) return new Set()
    const readings = words.map((word) => ({
      reading: { shown: { kind: 'word' as const }, tests: [wordTest(word)] },
      first: 0,
      last: 0,
    }))
    const { matched } = await this.#probe(readings, [])
    return new Set([...matched].flatMap((place) => words[place] ?? []))
  }
}

function wordTest(word: string) {
  return { on: 'token', token: wordToken(word), kind: 'word', strength: 'whole' } as const
}

/** Which terms a reading covers, counted from the first term of its query. */
function spanOf({ terms, joined }: SearchQuery, reading: StrictReading, from: number): { first: number; last: number } {
  const join = joined.find((each) => each.reading === reading)
  if (join) return { first: from + join.first, last: from + join.last }
  const place = from + terms.findIndex(({ readings }) => readings.includes(reading))
  return { first: place, last: place }
}

interface ProbeRow {
  kind: 'fingerprint' | 'reading' | 'number' | 'family' | 'slip' | 'word' | 'completion'
  place: number | null
  text: string | null
}

function answerOf(rows: readonly ProbeRow[], names: Names): Answer {
  const answer: Answer = { names, matched: new Set(), completions: [], terms: new Map() }
  for (const { kind, place, text } of rows) {
    if (place === null) continue
    if (kind === 'reading') {
      answer.matched.add(place)
      continue
    }
    if (kind === 'completion') {
      if (text !== null) answer.completions.push([place, text])
      continue
    }
    const term = answer.terms.get(place) ?? { hasNumber: false, hasFamily: false, slips: [], words: [] }
    answer.terms.set(place, term)
    if (kind === 'number') term.hasNumber = true
    if (kind === 'family') term.hasFamily = true
    if (kind === 'slip' && text !== null) term.slips.push(text)
    if (kind === 'word' && text !== null) term.words.push(text)
  }
  return answer
}

function vocabulary({ terms, names }: Answer, place: number): string[] {
  return [...(terms.get(place)?.words ?? []), ...names.types.words(), ...names.sellers.words()]
}

/** Words as near as the nearest one and those that are farther: the nearest ones may be of no part any more. */
function nearWords(typos: NonNullable<QueryTerm['fallbacks']['words']>, words: readonly string[]): string[] {
  const near: string[] = []
  let rest: readonly string[] = words
  for (let round = 0; round < typos.max; round++) {
    const nearest = nearestWords(typos, rest)
    if (!nearest) break
    near.push(...nearest.words)
    rest = rest.filter((word) => !nearest.words.includes(word))
  }
  return near
}

function fallbackAnswer(
  { fallbacks }: QueryTerm,
  answer: Answer,
  place: number,
  known: ReadonlySet<string> | null,
): FallbackAnswer {
  const found = answer.terms.get(place)
  const words = vocabulary(answer, place)
  const existing = known === null ? words : words.filter((word) => known.has(word))
  // In the order in which they are made, the slips of the number itself first.
  const slips = new Set(found?.slips)
  return {
    hasNumber: found?.hasNumber ?? false,
    hasFamily: found?.hasFamily ?? false,
    numbers:
      slips.size === 0 || fallbacks.slipsOf === null
        ? []
        : slipTokens(fallbacks.slipsOf).filter((token) => slips.has(token)),
    words: fallbacks.words && nearestWords(fallbacks.words, existing),
  }
}
