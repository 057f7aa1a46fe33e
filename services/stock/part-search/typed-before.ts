import { isReadWhole } from '../../catalogue/search-rules/matching/excerpts/units-of-excerpts.ts'
import type { PartMatch, TermMatch } from '../../catalogue/search-rules/matching/match-part.ts'
import { resolveQuery } from '../../catalogue/search-rules/matching/resolve-query.ts'
import type { ResolvedQuery } from '../../catalogue/search-rules/matching/resolved-query.ts'
import type { QueryFilter, QueryTerm, SearchQuery } from '../../catalogue/search-rules/query/search-query.ts'
import type { StrictReading } from '../../catalogue/search-rules/readings/strict-reading.ts'
import type { Test } from '../../catalogue/search-rules/readings/test.ts'
import type { CompletionSearch } from './completion-search.ts'
import { type Explanation, explainHits } from './explain-hits.ts'
import type { FoundPart } from './found-part.ts'
import type { Names } from './names/names.ts'
import { probedReading } from './probe.ts'
import { isNoWeaker, kindOf } from './sql/needed-tests.ts'
import { APART } from './sql/rank-sql.ts'
import { anyOf, packageWordsQuery, typesQuery } from './sql/token-query.ts'

/** What was found for the query when it had a letter or two less. */
export interface TypedBefore {
  /** The state of the database that it was made of. */
  moment: string
  query: SearchQuery
  /** How it was read. */
  resolved: ResolvedQuery
  names: Names
  /** The page, with why each part is on it. */
  hits: readonly { part: FoundPart; match: PartMatch | null }[]
  /** Whether there are no other hits. */
  isAll: boolean
  completer: CompletionSearch
}

/** Parts of which none may be there, if a page is to be right. */
export interface Unless {
  /** A tsquery of their documents. */
  tokens: string | null
  /** Numbers that a seller knows them by, bare. */
  numbers: readonly string[]
}

/** A page that is right if the state of the database is the same and it has none of some parts. */
export interface NarrowedPage {
  unless: Unless
  hits: readonly { part: FoundPart; explanation: Explanation }[]
  resolved: ResolvedQuery
  /** Whether there are no other hits. */
  isAll: boolean
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function areSameFilters(a: readonly QueryFilter[], b: readonly QueryFilter[], { types, sellers }: Names): boolean {
  return (
    a.length === b.length &&
    a.every(({ rule, shown }, place) => {
      const other = b[place]
      if (other === undefined || shown.excluded !== other.shown.excluded || rule.on !== other.rule.on) return false
      if (rule.on === 'type' && other.rule.on === 'type')
        return same(types.idsOfRules(rule.names), types.idsOfRules(other.rule.names))
      if (rule.on === 'seller' && other.rule.on === 'seller')
        return same(sellers.idsOfRules(rule.names), sellers.idsOfRules(other.rule.names))
      return same(rule, other.rule)
    })
  )
}

function testsOf({ readings }: { readings: readonly StrictReading[] }): readonly Test[] {
  return readings.flatMap(({ tests }) => tests)
}

/** Readings of neighbouring terms together that were not there before; then some part may match them. */
function newJoins(before: SearchQuery, { joined }: SearchQuery): StrictReading[] {
  const known = new Set(before.joined.map(({ reading }) => JSON.stringify(reading.tests)))
  return joined.flatMap(({ reading }) => (known.has(JSON.stringify(reading.tests)) ? [] : [reading]))
}

/** The terms at the end, of which the one has become the other one; null where more has changed. */
function lastTerms(before: SearchQuery, query: SearchQuery): [QueryTerm, QueryTerm] | null {
  const [old, now] = [before.terms.at(-1), query.terms.at(-1)]
  const areOthersSame = query.terms
    .slice(0, -1)
    .every((term, place) => same({ ...term, start: 0, end: 0 }, { ...before.terms[place], start: 0, end: 0 }))
  const isPossible = before.terms.length === query.terms.length && areOthersSame && old && now
  return isPossible && !old.isExcluded && !now.isExcluded ? [old, now] : null
}

function lastMatch({ match }: { match: PartMatch | null }): TermMatch | undefined {
  return match?.groups.at(-1)?.at(-1)
}

function isOfNumber({ found: [best] }: TermMatch): boolean {
  return best !== undefined && kindOf(best.kind) === 'number' && best.field === 'manufacturer_code'
}

/** A tsquery of parts that may match in the first class of fields by something else than their number. */
function otherThanNumbers(tests: readonly Test[], names: Names): string | null {
  const others = tests.filter(({ kind }) => kindOf(kind) !== 'number')
  const inAnyField = others.filter(({ kind }) => kindOf(kind) === 'first')
  const types = typesQuery([...new Set(others.flatMap((test) => names.types.idsPassing(test)))])
  return anyOf([probedReading(inAnyField, names).query, packageWordsQuery(others), types].flatMap((each) => each ?? []))
}

/**
 * Whether the parts of a page are in the same order as before, and before all that were not on it: none of them matches more or less well,
 * and what is left over of their numbers has become shorter by the same letters.
 */
function isSamePage(
  pairs: readonly (readonly [old: TermMatch, now: TermMatch])[],
  { letters, isAll }: { letters: number; isAll: boolean },
): boolean {
  const areNumbers = pairs.every(([old, now]) => isOfNumber(old) && isOfNumber(now))
  const areOthers = pairs.every(([old, now]) => !isOfNumber(old) && !isOfNumber(now))
  const areAlike = pairs.every(
    ([old, now]) =>
      old.strength === now.strength &&
      old.fieldClass === now.fieldClass &&
      now.leftOver === old.leftOver - (areNumbers ? letters : 0),
  )
  // Who is behind the page may have nothing left over either, and be newer.
  const isBehindLater = isAll || areOthers || (pairs.at(-1)?.[1].leftOver ?? 0) > 0
  return areAlike && (areNumbers || areOthers) && isBehindLater
}

/**
 * The page of a query of which a part was typed before, made of what was found then. Whoever matches it now has matched it then, no
 * better than now, but for parts that pass a test which is a new one: of these it has to be asked whether there are any.
 *
 * @returns null where the page cannot be told.
 */
export async function narrowedPage(
  before: TypedBefore,
  query: SearchQuery,
  names: Names,
  limit: number,
): Promise<NarrowedPage | null> {
  if (before.names !== names || !areSameFilters(before.query.filters, query.filters, names)) return null
  const { resolved: old } = before
  if (query.terms.length === 0) {
    if (before.query.terms.length > 0) return null
    const hits = before.hits.map(({ part }) => ({ part, explanation: { match: null, shown: [] } }))
    return { unless: { tokens: null, numbers: [] }, hits, resolved: old, isAll: before.isAll }
  }
  const last = lastTerms(before.query, query)
  const isPlain = old.groups.length === query.terms.filter(({ isExcluded }) => !isExcluded).length
  if (!last || !isPlain || old.groups.some(({ fallback }) => fallback !== null)) return null
  if (!before.hits.every(({ part }) => isReadWhole(part))) return null
  const joins = new Set(query.joined.map(({ reading }) => reading))
  const resolved = resolveQuery(query, (reading) => !joins.has(reading), new Map())
  const explained = await explainHits(
    before.hits.map(({ part }) => ({ hit: part, part })),
    resolved,
  )
  const hits = before.hits.flatMap((hit, place) => {
    const explanation = explained[place]
    const [was, is] = [lastMatch(hit), explanation && lastMatch(explanation)]
    return explanation && was && is ? [{ part: hit.part, explanation, pair: [was, is] as const }] : []
  })
  if (hits.length === 0 || (hits.length < limit && !before.isAll)) return null
  const pairs = hits.map(({ pair }) => pair)
  const [was, is] = last
  const letters = (is.numberLength ?? 0) - (was.numberLength ?? 0)
  if (!isSamePage(pairs, { letters, isAll: before.isAll })) return null
  const isAdjacencyNew = !same(old.adjacency, resolved.adjacency)
  // Words that stand together count for more: who had that before may have it no longer.
  const areApart = hits.every(({ part }) => old.adjacency === null || Math.floor((part.rank ?? 0) / APART) % 2 === 1)
  if (isAdjacencyNew && !areApart) return null
  const unless = unlessOf(
    { was, is, isOfNumbers: pairs.every(([, now]) => isOfNumber(now)) },
    [
      ...newJoins(before.query, query).flatMap(({ tests }) => tests),
      ...(isAdjacencyNew && resolved.adjacency !== null ? [resolved.adjacency] : []),
    ],
    names,
  )
  return unless && { unless, hits, resolved, isAll: before.isAll }
}

interface Change {
  was: QueryTerm
  is: QueryTerm
  isOfNumbers: boolean
}

/** The parts that would make a page another one; null where tokens do not tell. @param more further tests. */
function unlessOf({ was, is, isOfNumbers }: Change, more: readonly Test[], names: Names): Unless | null {
  const [before, now] = [testsOf(was), testsOf(is)]
  const fresh = now.filter((test) => !before.some((by) => isNoWeaker(by, test)))
  const { query, sellers, places, spans, globs, numbers } = probedReading([...fresh, ...more], names)
  if (sellers !== null || places.length + spans.length + globs.length > 0) return null
  if (isOfNumbers && now.some(({ on }) => on === 'span' || on === 'place')) return null
  // What is left over of a number counts only for who matches by it.
  const otherwise = isOfNumbers
    ? otherThanNumbers(now, names)
    : probedReading(
        before.filter(({ kind, on }) => kindOf(kind) === 'number' && on !== 'seller_number'),
        names,
      ).query
  return { tokens: anyOf([query, otherwise].flatMap((each) => each ?? [])), numbers }
}
