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
import { distinct } from './distinct.ts'
import type { NameCache } from './names/name-cache.ts'
import type { Names } from './names/names.ts'
import { type OpenTerm, type ProbedReading, probedReading, type SoughtCompletion, termQuestion } from './probe.ts'
import { FEW } from './sql/first-page-sql.ts'
import { PROBE } from './statements.ts'

export interface ResolveOptions {
  /** What is looked for to complete the query, once the names are known. */
  completions?: (names: Names) => readonly SoughtCompletion[]
}

/** A query as it is read, with the names that it was read by. */
export interface ReadQuery {
  query: SearchQuery
  resolved: ResolvedQuery
  names: Names
  /** Whether many parts match each of its terms, so that many may match the whole. */
  isBroad: boolean
  /** What was found to complete the query: the place of what was sought, and a text. */
  completions: readonly (readonly [place: number, text: string])[]
}

interface Answer {
  names: Names
  /** How many parts match a reading, up to a bound. */
  matched: Map<number, number>
  completions: (readonly [place: number, text: string])[]
  terms: Map<number, TermAnswer>
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
   * Reads queries in one statement.
   *
   * @param options for what is still being typed.
   */
  async resolve(
    queries: readonly SearchQuery[],
    { completions = () => [] }: ResolveOptions = {},
  ): Promise<ReadQuery[]> {
    const terms = queries.flatMap((query, place) => query.terms.map((term, index) => ({ term, query, place, index })))
    const readings = queries.flatMap((query, place) => {
      // Terms of all queries are numbered in one row.
      const from = terms.findIndex((each) => each.place === place)
      return readingsOf(query).map((reading) => ({ reading, ...spanOf(query, reading, from) }))
    })
    const asked = readings.filter(({ reading }) => !reading.isAssumed)
    const answer = await this.#probe(
      asked,
      terms.map(({ term }) => term),
      completions,
    )
    const matched = new Map(readings.flatMap(({ reading }) => (reading.isAssumed ? [[reading, FEW + 1] as const] : [])))
    for (const [place, found] of answer.matched) {
      const reading = asked[place]?.reading
      if (reading) matched.set(reading, found)
    }
    const isMatched = (reading: StrictReading) => matched.has(reading)
    const unmatched = new Set(queries.flatMap((query) => unmatchedTerms(query, isMatched)))
    const fallbacks = terms.flatMap(({ term }, place) => {
      if (!unmatched.has(term)) return []
      const fallback = fallbackOf(term, fallbackAnswer(term, answer, place))
      return fallback ? [[term, fallback] as const] : []
    })
    const used = new Map(fallbacks)
    const isBroad = (query: SearchQuery) =>
      query.terms.every((term, place) => term.isExcluded || used.has(term) || foundBy(query, place, matched) > FEW)
    return queries.map((query) => ({
      query,
      resolved: resolveQuery(query, isMatched, used),
      names: answer.names,
      isBroad: isBroad(query),
      completions: answer.completions,
    }))
  }

  async #probe(
    readings: readonly { reading: StrictReading; first: number; last: number }[],
    terms: readonly QueryTerm[],
    completions: (names: Names) => readonly SoughtCompletion[],
  ): Promise<Answer> {
    let names = await this.#names.known()
    for (;;) {
      // Shorter queries have terms and readings of the longer one: each is asked about once.
      const ofReadings = distinct(readings.map(({ reading }) => probedReading(reading.tests, names)))
      const probed = ofReadings.questions.map(({ question, places }, reading): ProbedReading => {
        const spans = places.flatMap((place) => readings[place] ?? [])
        return { reading, firsts: spans.map(({ first }) => first), lasts: spans.map(({ last }) => last), ...question }
      })
      const ofTerms = distinct(terms.map((term) => termQuestion(term, names)))
      const open = ofTerms.questions.map(({ question, places }, term): OpenTerm => ({ term, places, ...question }))
      const sought = completions(names)
      const rows = await this.#db.query(PROBE, [JSON.stringify(probed), JSON.stringify(open), JSON.stringify(sought)])
      const fingerprint = rows.find(({ kind }) => kind === 'fingerprint')?.text
      if (fingerprint === names.fingerprint) return answerOf(rows, names, ofReadings.askedAt, ofTerms.askedAt)
      names = await this.#names.refresh()
    }
  }
}

/** How many parts match a term by one of its readings or by one together with neighbours, roughly. */
function foundBy({ terms, joined }: SearchQuery, place: number, matched: ReadonlyMap<StrictReading, number>): number {
  const own = terms[place]?.readings ?? []
  const together = joined.filter(({ first, last }) => first <= place && place <= last).map(({ reading }) => reading)
  return [...own, ...together].reduce((sum, reading) => sum + (matched.get(reading) ?? 0), 0)
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
  /** Of a reading how many parts match it. */
  text: string | null
}

interface TermAnswer {
  hasNumber: boolean
  hasFamily: boolean
  slips: string[]
  words: string[]
}

/** What was answered to the question of each place. */
function atPlaces<T>(askedAt: readonly (number | null)[], answers: ReadonlyMap<number, T>): Map<number, T> {
  return new Map(
    askedAt.flatMap((question, place) => {
      const answer = question === null ? undefined : answers.get(question)
      return answer === undefined ? [] : [[place, answer] as const]
    }),
  )
}

/** @param readings which question the reading of each place asked; `terms` the same for terms. */
function answerOf(
  rows: readonly ProbeRow[],
  names: Names,
  readings: readonly (number | null)[],
  terms: readonly (number | null)[],
): Answer {
  const matched = new Map<number, number>()
  const completions: Answer['completions'] = []
  const ofTerms = new Map<number, TermAnswer>()
  for (const { kind, place, text } of rows) {
    if (place === null) continue
    if (kind === 'reading') {
      matched.set(place, Number(text))
      continue
    }
    if (kind === 'completion') {
      if (text !== null) completions.push([place, text])
      continue
    }
    const term = ofTerms.get(place) ?? { hasNumber: false, hasFamily: false, slips: [], words: [] }
    ofTerms.set(place, term)
    if (kind === 'number') term.hasNumber = true
    if (kind === 'family') term.hasFamily = true
    if (kind === 'slip' && text !== null) term.slips.push(text)
    if (kind === 'word' && text !== null) term.words.push(text)
  }
  return { names, matched: atPlaces(readings, matched), completions, terms: atPlaces(terms, ofTerms) }
}

function fallbackAnswer({ fallbacks }: QueryTerm, answer: Answer, place: number): FallbackAnswer {
  const found = answer.terms.get(place)
  // In the order in which they are made, the slips of the number itself first.
  const slips = new Set(found?.slips)
  return {
    hasNumber: found?.hasNumber ?? false,
    hasFamily: found?.hasFamily ?? false,
    numbers:
      slips.size === 0 || fallbacks.slipsOf === null
        ? []
        : slipTokens(fallbacks.slipsOf).filter((token) => slips.has(token)),
    words: fallbacks.words && nearestWords(fallbacks.words, found?.words ?? []),
  }
}
