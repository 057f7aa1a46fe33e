import type { JoinedReading, QueryTerm, SearchQuery } from '../query/search-query.ts'
import type { Reading } from '../readings/answer-types.ts'
import type { StrictReading } from '../readings/strict-reading.ts'
import type { Test } from '../readings/test.ts'
import { synonymTests, wordToken } from '../readings/word-tests.ts'
import { formsOf } from '../words/plural-forms.ts'
import type {
  Alternative,
  FallbackAnswer,
  IsMatched,
  ResolvedGroup,
  ResolvedQuery,
  UsedFallback,
} from './resolved-query.ts'

/** All strict readings of a query: the inventory is asked once which of them some part matches. */
export function readingsOf({ terms, joined }: SearchQuery): StrictReading[] {
  const single = terms.filter(({ isExcluded }) => !isExcluded).flatMap(({ readings }) => readings)
  return [...single, ...joined.map(({ reading }) => reading)]
}

function matchedJoins({ joined }: SearchQuery, isMatched: IsMatched): JoinedReading[] {
  return joined.filter(({ reading }) => isMatched(reading))
}

/** Terms that no part matches, neither alone nor together with neighbours: these need a fallback. */
export function unmatchedTerms(query: SearchQuery, isMatched: IsMatched): QueryTerm[] {
  const joins = matchedJoins(query, isMatched)
  return query.terms.filter(({ isExcluded, readings }, place) => {
    const isCovered = joins.some(({ first, last }) => first <= place && place <= last)
    return !isExcluded && !isCovered && !readings.some(isMatched)
  })
}

const TYPO = { kind: 'typo', strength: 'typo' } as const

function typoTests(word: string): Test[] {
  const whole: Test[] = formsOf(word).map((form) => ({ on: 'token', token: wordToken(form), ...TYPO }))
  return [...whole, ...synonymTests([word]).map((test) => ({ ...test, ...TYPO }))]
}

/** What a token of a number stands for. */
function numberOfToken(token: string): string {
  return token.slice(token.indexOf(':') + 1).replaceAll('.', '')
}

/** The fallback of a term: the first step that finds something. */
export function fallbackOf({ text, fallbacks }: QueryTerm, answer: FallbackAnswer): UsedFallback | null {
  const none = { slips: 0, words: [] }
  if (answer.hasNumber) return { kind: 'number', shown: { kind: 'number', text }, tests: fallbacks.number, ...none }
  if (answer.hasFamily) {
    const [test] = fallbacks.family
    const device = test?.on === 'token' ? numberOfToken(test.token) : text
    return { kind: 'family', shown: { kind: 'family', text: device }, tests: fallbacks.family, ...none }
  }
  if (answer.numbers.length > 0) {
    const words = [...new Set(answer.numbers.map(numberOfToken))]
    const tests = answer.numbers.map((token): Test => ({ on: 'token', token, ...TYPO }))
    return { kind: 'typo', shown: { kind: 'typo', words }, tests, slips: 1, words: [] }
  }
  if (!answer.words) return null
  const words = [...answer.words.words]
  const { slips } = answer.words
  return { kind: 'typo', shown: { kind: 'typo', words }, tests: words.flatMap(typoTests), slips, words }
}

/** With other terms beside it a key is no more than a word that a part has. */
function inCompany(tests: readonly Test[], isOnlyTerm: boolean): readonly Test[] {
  if (isOnlyTerm) return tests
  return tests.map((test) => (test.on === 'key' ? { ...test, strength: 'whole' as const } : test))
}

interface Place {
  query: SearchQuery
  isMatched: IsMatched
  fallbacks: ReadonlyMap<QueryTerm, UsedFallback>
  isOnlyTerm: boolean
}

function ownAlternative(term: QueryTerm, place: number, { isMatched, fallbacks, isOnlyTerm }: Place): Alternative {
  const fallback = fallbacks.get(term)
  // What no part matches need not be looked for in each.
  const strict = term.readings.filter(isMatched).flatMap(({ tests }) => tests)
  return {
    first: place,
    last: place,
    tests: fallback ? fallback.tests : inCompany(strict, isOnlyTerm),
    slips: fallback?.slips ?? 0,
    numberLength: term.numberLength,
  }
}

/** Each of some readings once, as an answer shows them. */
export function distinctReadings(readings: readonly Reading[]): Reading[] {
  return [...new Map(readings.map((reading) => [JSON.stringify(reading), reading])).values()]
}

function groupOf(first: number, last: number, joins: readonly JoinedReading[], context: Place): ResolvedGroup | null {
  const { query, isMatched, fallbacks } = context
  const terms = query.terms.slice(first, last + 1)
  const [start, end] = [terms[0], terms.at(-1)]
  if (!start || !end) return null
  const single = terms.map((term, place) => ownAlternative(term, place, context))
  const together = joins.map((join) => ({
    first: join.first - first,
    last: join.last - first,
    tests: join.reading.tests,
    slips: 0,
    numberLength: join.numberLength,
  }))
  const readings = [
    ...joins.map(({ reading }) => reading.shown),
    ...terms.flatMap((term) => term.readings.filter(isMatched).map(({ shown }) => shown)),
  ]
  return {
    text: terms.map(({ text }) => text).join(' '),
    start: start.start,
    end: end.end,
    size: terms.length,
    alternatives: [...together, ...single],
    readings: distinctReadings(readings),
    fallback: terms.map((term) => fallbacks.get(term)).find((used) => used !== undefined) ?? null,
  }
}

/** Places of the first and last term of each group: terms that readings in use join belong together. */
function groupSpans({ terms }: SearchQuery, joins: readonly JoinedReading[]): [number, number][] {
  const spans: [number, number][] = []
  terms.forEach(({ isExcluded }, place) => {
    const last = spans.at(-1)
    const isJoined = joins.some(({ first, last: end }) => first < place && place <= end)
    if (isExcluded) return
    if (last && isJoined) last[1] = place
    else spans.push([place, place])
  })
  return spans
}

/** Whether the words of the query, as they are read, stand next to each other in one field. */
function adjacencyOf({ terms }: SearchQuery, fallbacks: ReadonlyMap<QueryTerm, UsedFallback>): Test | null {
  const words = terms.flatMap((term) => {
    const meant = fallbacks.get(term)?.words ?? []
    return meant.length > 0 ? [meant.flatMap(formsOf)] : term.words.map(formsOf)
  })
  return words.length < 2 ? null : { on: 'phrase', words, kind: 'word', strength: 'whole' }
}

/**
 * Settles how a query is read, after the inventory was asked.
 *
 * @param isMatched whether some part matches a strict reading.
 * @param fallbacks the fallbacks of the terms that need one.
 */
export function resolveQuery(
  query: SearchQuery,
  isMatched: IsMatched,
  fallbacks: ReadonlyMap<QueryTerm, UsedFallback>,
): ResolvedQuery {
  const joins = matchedJoins(query, isMatched)
  const included = query.terms.filter(({ isExcluded }) => !isExcluded)
  const context: Place = {
    query,
    isMatched,
    fallbacks,
    isOnlyTerm: included.length === 1 && query.filters.length === 0,
  }
  const groups = groupSpans(query, joins).map(([first, last]) => {
    const own = joins.filter((join) => join.first >= first && join.last <= last)
    return groupOf(first, last, own, context)
  })
  return {
    groups: groups.filter((group) => group !== null),
    excluded: query.terms.filter(({ isExcluded }) => isExcluded),
    filters: query.filters,
    adjacency: adjacencyOf(query, fallbacks),
  }
}
