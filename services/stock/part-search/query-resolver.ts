import type { Database } from '../../../plugins/database/database.ts'
import {
  fallbackOf,
  readingsOf,
  resolveQuery,
  unmatchedTerms,
} from '../../catalogue/search-rules/matching/resolve-query.ts'
import type { ResolvedQuery, UsedFallback } from '../../catalogue/search-rules/matching/resolved-query.ts'
import type { QueryTerm, SearchQuery } from '../../catalogue/search-rules/query/search-query.ts'
import type { StrictReading } from '../../catalogue/search-rules/readings/strict-reading.ts'
import { CommonReadings } from './common-readings.ts'
import { distinct } from './distinct.ts'
import { KnownQuestions } from './known-questions.ts'
import type { NameCache } from './names/name-cache.ts'
import type { Names } from './names/names.ts'
import { isOfTokens, type OpenTerm, type ProbedReading, type SoughtCompletion } from './probe.ts'
import { answerOf, fallbackAnswer, type ProbeAnswer } from './probe-answer.ts'
import { MANY, probeFor } from './probe-statements.ts'
import type { Unless } from './typed-before.ts'

export interface ResolveOptions {
  /** The state of the database of which the answer is at hand. */
  knownMoment?: string
  /** What no part may have for that answer to be right. */
  unless?: Unless
  /** What is looked for to complete a query that is being typed, by the names. */
  completions?: (names: Names) => readonly SoughtCompletion[]
  /** Readings that some part is taken to match, without asking. Terms that have one need no fallback. */
  assumed?: ReadonlySet<StrictReading>
}

const NONE: ReadonlySet<StrictReading> = new Set()
const NOTHING: Unless = { tokens: null, numbers: [] }

/** The answer at hand is right. */
export const UNCHANGED = Symbol('unchanged')

/** A query as it is read, with the names that it was read by. */
export interface ReadQuery {
  /** The state of the database when it was read, as `MOMENT` tells it. */
  moment: string | null
  query: SearchQuery
  resolved: ResolvedQuery
  names: Names
  /** Whether many parts match each of its terms, so that many may match the whole. */
  isBroad: boolean
  /** Whether few parts match one of its terms, so that few match the whole. */
  isNarrow: boolean
  /** What was found to complete the query: the place of what was sought, and a text. */
  completions: readonly (readonly [place: number, text: string])[]
}

/** Finds out which readings of a query some part matches, and what the terms without one were meant to be. */
export class QueryResolver {
  readonly #db: Database
  readonly #names: NameCache
  readonly #common = new CommonReadings()
  readonly #questions = new KnownQuestions()

  constructor(db: Database, names: NameCache) {
    this.#db = db
    this.#names = names
  }

  /**
   * Reads queries, in one statement where some part matches each of their terms, else in two.
   */
  async resolve(queries: readonly SearchQuery[]): Promise<ReadQuery[]> {
    const read = await this.#resolve(queries, {})
    if (read === UNCHANGED) throw new Error('no state of the database was named')
    return read
  }

  /** Reads a query that is still being typed, in one statement. @returns `UNCHANGED` in the state that the options name. */
  async resolveTyped(query: SearchQuery, options: ResolveOptions): Promise<ReadQuery | typeof UNCHANGED> {
    const read = await this.#resolve([query], options)
    if (read === UNCHANGED) return UNCHANGED
    const [only] = read
    if (!only) throw new Error('a query was not resolved')
    return only
  }

  async #resolve(queries: readonly SearchQuery[], options: ResolveOptions): Promise<ReadQuery[] | typeof UNCHANGED> {
    let names = await this.#names.known()
    for (;;) {
      const read = await this.#resolveBy(names, queries, options)
      if (read !== null) return read
      names = await this.#names.refresh()
    }
  }

  /** @returns null when these are not the names any more. */
  async #resolveBy(
    names: Names,
    queries: readonly SearchQuery[],
    { completions, knownMoment = '', unless = NOTHING, assumed = NONE }: ResolveOptions,
  ): Promise<ReadQuery[] | typeof UNCHANGED | null> {
    const placed = queries.flatMap((query, place) => query.terms.map((term) => ({ term, place })))
    const readings = queries.flatMap((query, place) => {
      // Terms of all queries are numbered in one row.
      const from = placed.findIndex((each) => each.place === place)
      return readingsOf(query).map((reading) => ({ reading, ...spanOf(query, reading, from) }))
    })
    const terms = placed.map(({ term }) => term)
    const isAssumed = (reading: StrictReading) => reading.isAssumed === true || assumed.has(reading)
    const asked = readings.filter(({ reading }) => !isAssumed(reading))
    const open = completions
      ? terms.map((term) => (term.readings.some((reading) => assumed.has(reading)) ? null : term))
      : []
    const first = await this.#ask(names, asked, open, completions?.(names) ?? [], { knownMoment, unless })
    if (first === null || first === UNCHANGED) return first
    const matched = new Map(
      readings.flatMap(({ reading }) => (isAssumed(reading) ? [[reading, MANY + 1] as const] : [])),
    )
    for (const [place, found] of first.matched) {
      const reading = asked[place]?.reading
      if (reading) matched.set(reading, found)
    }
    const isMatched = (reading: StrictReading) => matched.has(reading)
    const unmatched = [...new Set(queries.flatMap((query) => unmatchedTerms(query, isMatched)))]
    // Most terms are spelled well: for what the others may be it is asked only where there are any.
    const isAskedAgain = !completions && unmatched.some((term) => this.#questions.ofTerm(term, names) !== null)
    const second = isAskedAgain ? await this.#ask(names, [], unmatched, []) : first
    if (second === null || second === UNCHANGED) return second
    const used = new Map(
      unmatched.flatMap((term) => {
        const place = (isAskedAgain ? unmatched : terms).indexOf(term)
        const fallback = fallbackOf(term, fallbackAnswer(term, second, place))
        return fallback ? [[term, fallback] as const] : []
      }),
    )
    const uncounted = new Set(asked.flatMap(({ reading }, place) => (first.openReadings.has(place) ? [reading] : [])))
    return queries.map((query) => ({
      moment: first.moment,
      query,
      resolved: resolveQuery(query, isMatched, used),
      names,
      ...sizeOf(query, { matched, uncounted, used }),
      completions: first.completions,
    }))
  }

  /** @returns null when the names are not what the database has any more. */
  async #ask(
    names: Names,
    readings: readonly { reading: StrictReading; first: number; last: number }[],
    terms: readonly (QueryTerm | null)[],
    sought: readonly SoughtCompletion[],
    { knownMoment = '', unless = NOTHING }: Pick<ResolveOptions, 'knownMoment' | 'unless'> = {},
  ): Promise<ProbeAnswer | typeof UNCHANGED | null> {
    // Shorter queries have terms and readings of the longer one: each is asked about once.
    const ofReadings = distinct(readings.map(({ reading }) => this.#questions.ofReading(reading, names)))
    const probed = ofReadings.questions.map(({ question, places }, reading): ProbedReading => {
      const spans = places.flatMap((place) => readings[place] ?? [])
      const at = { reading, firsts: spans.map(({ first }) => first), lasts: spans.map(({ last }) => last) }
      return this.#common.isKnown(question) ? { ...at, found: MANY + 1 } : { ...at, ...question }
    })
    const ofTerms = distinct(terms.map((term) => term && this.#questions.ofTerm(term, names)))
    const open = ofTerms.questions.map(({ question, places }, term): OpenTerm => ({ term, places, ...question }))
    const asked = {
      others: ofReadings.questions.some(({ question }) => !isOfTokens(question)),
      terms: open.length > 0,
      completions: sought.length > 0,
    }
    const further = [...(asked.terms ? [open] : []), ...(asked.completions ? [sought] : [])]
    const rows = await this.#db.query(probeFor(asked), [
      JSON.stringify(probed),
      knownMoment,
      unless.tokens,
      unless.numbers,
      ...further.map((each) => JSON.stringify(each)),
    ])
    if (rows.some(({ kind }) => kind === 'unchanged')) return UNCHANGED
    const isOfNames = rows.some(({ kind, text }) => kind === 'fingerprint' && text === names.fingerprint)
    if (!isOfNames) return null
    const answer = answerOf(rows, ofReadings, ofTerms.askedAt)
    for (const { question, places } of ofReadings.questions) {
      if ((answer.matched.get(places[0] ?? 0) ?? 0) > MANY) this.#common.add(question)
    }
    return answer
  }
}

/** What is known about how many parts match the readings of a query. */
interface Counts {
  /** By documents, up to a bound. */
  matched: ReadonlyMap<StrictReading, number>
  /** Readings that other parts may match as well. */
  uncounted: ReadonlySet<StrictReading>
  used: ReadonlyMap<QueryTerm, UsedFallback>
}

function sizeOf(query: SearchQuery, { matched, uncounted, used }: Counts): { isBroad: boolean; isNarrow: boolean } {
  const isFew = (place: number) => foundBy(query, place, matched) <= MANY
  const isCounted = (place: number) =>
    !readingsAt(query, place).some((reading) => matched.has(reading) && uncounted.has(reading))
  return {
    isBroad: query.terms.every((term, place) => term.isExcluded || used.has(term) || !isFew(place)),
    isNarrow: query.terms.some(
      (term, place) => !term.isExcluded && !used.has(term) && isFew(place) && isCounted(place),
    ),
  }
}

/** The readings of a term, and those that it has together with neighbours. */
function readingsAt({ terms, joined }: SearchQuery, place: number): StrictReading[] {
  const own = terms[place]?.readings ?? []
  const together = joined.filter(({ first, last }) => first <= place && place <= last).map(({ reading }) => reading)
  return [...own, ...together]
}

/** How many parts match a term by one of its readings, as far as documents say. */
function foundBy(query: SearchQuery, place: number, matched: ReadonlyMap<StrictReading, number>): number {
  return readingsAt(query, place).reduce((sum, reading) => sum + (matched.get(reading) ?? 0), 0)
}

/** Which terms a reading covers, counted from the first term of its query. */
function spanOf({ terms, joined }: SearchQuery, reading: StrictReading, from: number): { first: number; last: number } {
  const join = joined.find((each) => each.reading === reading)
  if (join) return { first: from + join.first, last: from + join.last }
  const place = from + terms.findIndex(({ readings }) => readings.includes(reading))
  return { first: place, last: place }
}
