import type { RowOf } from '../../../plugins/database/statement.ts'
import type { FallbackAnswer } from '../../catalogue/search-rules/matching/resolved-query.ts'
import type { QueryTerm } from '../../catalogue/search-rules/query/search-query.ts'
import { slipTokens } from '../../catalogue/search-rules/readings/term-readings.ts'
import { nearestWords } from '../../catalogue/search-rules/readings/typos.ts'
import type { Distinct } from './distinct.ts'
import { isOfTokens, type ReadingQuestion } from './probe.ts'
import type { probeFor } from './probe-statements.ts'

type ProbeRow = RowOf<typeof probeFor>

/** What the inventory says about a term that no part matches as it is. */
export interface TermAnswer {
  hasNumber: boolean
  hasFamily: boolean
  slips: string[]
  words: string[]
}

/** What the inventory answered. */
export interface ProbeAnswer {
  /** The state of the database that it was made of, as `MOMENT` tells it. */
  moment: string | null
  /** How many parts match a reading by their documents, up to a bound. */
  matched: Map<number, number>
  /** Readings that other parts may match as well. */
  openReadings: ReadonlySet<number>
  completions: (readonly [place: number, text: string])[]
  terms: Map<number, TermAnswer>
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

/**
 * Reads the rows of a statement of `PROBES`.
 *
 * @param readings the questions of the readings.
 * @param terms which question the term of each place asked.
 */
export function answerOf(
  rows: readonly ProbeRow[],
  readings: Distinct<ReadingQuestion>,
  terms: readonly (number | null)[],
): ProbeAnswer {
  const matched = new Map<number, number>()
  const completions: ProbeAnswer['completions'] = []
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
  const moment = rows.find(({ kind }) => kind === 'moment')?.text ?? null
  const openReadings = readings.questions.flatMap(({ question, places }) => (isOfTokens(question) ? [] : places))
  return {
    moment,
    matched: atPlaces(readings.askedAt, matched),
    openReadings: new Set(openReadings),
    completions,
    terms: atPlaces(terms, ofTerms),
  }
}

/** The fallbacks of the term at a place. */
export function fallbackAnswer({ fallbacks }: QueryTerm, answer: ProbeAnswer, place: number): FallbackAnswer {
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
