import { type MatchKind, STRENGTHS } from '../readings/answer-types.ts'
import { type Found, placesOf } from './match-test.ts'
import type { Alternative, ResolvedGroup, ResolvedQuery } from './resolved-query.ts'
import type { Subject } from './subject.ts'

/** How a part matches one reading of a term. Numbers are better the smaller they are. */
export interface TermMatch {
  strength: number
  fieldClass: number
  slips: number
  /** Characters of the part's number beside the match; 0 where the match is no number. */
  leftOver: number
  /** Best first. */
  found: readonly Found[]
}

const OF_KIND_ZERO: readonly MatchKind[] = ['key', 'value', 'package', 'pins', 'location']

/** Values, packages and pins count alike wherever they stand. */
function classOf({ kind, fieldClass }: Found): number {
  return OF_KIND_ZERO.includes(kind) ? 0 : fieldClass
}

function compareFound(a: Found, b: Found): number {
  return STRENGTHS.indexOf(a.strength) - STRENGTHS.indexOf(b.strength) || classOf(a) - classOf(b)
}

const OF_NUMBER: readonly MatchKind[] = ['number', 'number_start', 'number_part']

function leftOver({ kind, field }: Found, numberLength: number | null, ownLength: number | null): number {
  if (!OF_NUMBER.includes(kind) || field !== 'manufacturer_code') return 0
  return Math.max((ownLength ?? 0) - (numberLength ?? 0), 0)
}

function matchAlternative(subject: Subject, alternative: Alternative): TermMatch | null {
  const found = alternative.tests.flatMap((test) => placesOf(subject, test)).sort(compareFound)
  const [best] = found
  if (!best) return null
  return {
    strength: STRENGTHS.indexOf(best.strength),
    fieldClass: classOf(best),
    slips: alternative.slips,
    leftOver: leftOver(best, alternative.numberLength, subject.numberLength),
    found,
  }
}

function sum(matches: readonly TermMatch[], of: (match: TermMatch) => number): number {
  return matches.reduce((total, match) => total + of(match), 0)
}

function weakest(matches: readonly TermMatch[]): number {
  return Math.max(...matches.map(({ strength }) => strength))
}

function compareCovers(a: readonly TermMatch[], b: readonly TermMatch[]): number {
  return (
    sum(a, ({ slips }) => slips) - sum(b, ({ slips }) => slips) ||
    weakest(a) - weakest(b) ||
    sum(a, ({ strength }) => strength) - sum(b, ({ strength }) => strength) ||
    sum(a, ({ fieldClass }) => fieldClass) - sum(b, ({ fieldClass }) => fieldClass) ||
    a.length - b.length
  )
}

/** The best way to cover all terms of a group with readings that a part matches; null when there is none. */
function matchGroup(subject: Subject, { alternatives, size }: ResolvedGroup): readonly TermMatch[] | null {
  const matched = alternatives.flatMap((alternative) => {
    const match = matchAlternative(subject, alternative)
    return match ? [{ alternative, match }] : []
  })
  // From the last term to the first: the best cover of what follows is part of the best cover.
  const best: (readonly TermMatch[] | null)[] = [...Array.from({ length: size }, () => null), []]
  for (let place = size - 1; place >= 0; place--) {
    const covers = matched.flatMap(({ alternative: { first, last }, match }) => {
      const rest = first === place ? best[last + 1] : null
      return rest ? [[match, ...rest]] : []
    })
    best[place] = covers.sort(compareCovers)[0] ?? null
  }
  return best[0] ?? null
}

/** How a part matches the free terms of a query. */
export interface PartMatch {
  /** For each group of the query the readings that cover it. */
  groups: readonly (readonly TermMatch[])[]
  isAdjacent: boolean
}

/** How a part matches the free terms of a query; null when it does not. Filters are not looked at. */
export function matchPart(subject: Subject, query: ResolvedQuery): PartMatch | null {
  const groups = query.groups.map((group) => matchGroup(subject, group))
  const matched = groups.filter((group) => group !== null)
  const isExcluded = query.excluded.some(({ readings }) =>
    readings.some(({ tests }) => tests.some((test) => placesOf(subject, test).length > 0)),
  )
  if (matched.length !== groups.length || isExcluded) return null
  const isAdjacent = query.adjacency !== null && placesOf(subject, query.adjacency).length > 0
  return { groups: matched, isAdjacent }
}

/**
 * How a part that was found matches. A term without a match in what was read of the part has none here, and exclusions
 * are not looked at.
 */
export function matchFoundPart(subject: Subject, query: ResolvedQuery): PartMatch {
  const groups = query.groups.map((group) => matchGroup(subject, group) ?? [])
  return { groups, isAdjacent: false }
}
