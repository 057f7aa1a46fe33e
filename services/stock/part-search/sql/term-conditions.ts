import type {
  Alternative,
  ResolvedGroup,
  ResolvedQuery,
} from '../../../catalogue/search-rules/matching/resolved-query.ts'
import type { Test } from '../../../catalogue/search-rules/readings/test.ts'
import { type Condition, checkOf, conditionOf, eitherOf, idsOf, type SqlContext, sqlOf } from './condition.ts'

/** More ways to cover the terms of a group are not written down one by one. */
const MOST_COVERS = 40

type TestsOf = (alternative: Alternative) => readonly Test[]
const ALL: TestsOf = ({ tests }) => tests

/** The ways to cover the terms of a group; null when there are too many. */
export function coversOf({ alternatives, size }: ResolvedGroup): Alternative[][] | null {
  let open: Alternative[][] = [[]]
  const complete: Alternative[][] = []
  while (open.length > 0) {
    const next = open.flatMap((cover) => {
      const place = (cover.at(-1)?.last ?? -1) + 1
      return alternatives.filter(({ first }) => first === place).map((alternative) => [...cover, alternative])
    })
    complete.push(...next.filter((cover) => cover.at(-1)?.last === size - 1))
    open = next.filter((cover) => cover.at(-1)?.last !== size - 1)
    if (open.length + complete.length > MOST_COVERS) return null
  }
  return complete
}

/** One of several covers, each a list of conditions. */
type Choice = readonly (readonly Condition[])[]

function choicesOf(group: ResolvedGroup, testsOf: TestsOf, context: SqlContext): Choice[] {
  const conditions = new Map(group.alternatives.map((each) => [each, conditionOf(testsOf(each), context)]))
  const known = (alternative: Alternative) => conditions.get(alternative) ?? { tokens: null, sets: [] }
  const covers = coversOf(group)
  if (covers) return [covers.map((cover) => cover.map(known))]
  // Each term has to be covered. Whether the covers fit together, the rank says.
  return Array.from({ length: group.size }, (_, place) => {
    const own = group.alternatives.filter(({ first, last }) => first <= place && place <= last)
    return [[eitherOf(own.map(known))]]
  })
}

function isOfTokens(choice: Choice): boolean {
  return choice.every((cover) => cover.every(({ tokens, sets }) => tokens !== null && sets.length === 0))
}

function tokensOf(choice: Choice): string {
  const covers = choice.map((cover) => cover.map(({ tokens }) => tokens).join(' & '))
  return covers.length === 1 ? `(${covers[0]})` : `(${covers.map((cover) => `(${cover})`).join(' | ')})`
}

function choiceSql(choice: Choice, context: SqlContext): string {
  const covers = choice.map((cover) => cover.map((condition) => sqlOf(condition, context)).join(' and '))
  return covers.length === 0 ? 'false' : `(${covers.map((cover) => `(${cover})`).join(' or ')})`
}

/** The parts of the only condition, which are looked up in several places. */
function onlyIds(choices: readonly Choice[], context: SqlContext): string | null {
  const [choice, another] = choices
  const [cover, otherCover] = choice ?? []
  const [condition, more] = cover ?? []
  if (!condition || more || otherCover || another || condition.sets.length === 0) return null
  return `select distinct f.part_id from (${idsOf(condition, context)}) f (part_id)`
}

/** What a part must fulfil to match: what tokens answer is one tsquery, so that the rarest of the terms leads. */
export interface TermConditions {
  tokens: string | null
  /** SQL for a part `d` of `part_search_documents`. */
  others: string[]
  /** A subquery of the `part_id` of all parts that match, each once; null where it takes more than one. */
  ids: string | null
}

/**
 * What a part must fulfil to match the free terms of a query.
 *
 * @param testsOf the tests of an alternative that count.
 */
export function termConditions({ groups }: ResolvedQuery, context: SqlContext, testsOf: TestsOf = ALL): TermConditions {
  const choices = groups.flatMap((group) => choicesOf(group, testsOf, context))
  const ofTokens = choices.filter(isOfTokens).map(tokensOf)
  return {
    tokens: ofTokens.length === 0 ? null : ofTokens.join(' & '),
    others: choices.filter((choice) => !isOfTokens(choice)).map((choice) => choiceSql(choice, context)),
    ids: onlyIds(choices, context),
  }
}

/** The conditions as SQL for a part `d`. */
export function termSql({ tokens, others }: TermConditions, context: SqlContext): string[] {
  return [...(tokens === null ? [] : [sqlOf({ tokens, sets: [] }, context)]), ...others]
}

/** A tsquery of the parts that match a group; null where tokens alone do not answer it. */
export function groupTokens(group: ResolvedGroup, context: SqlContext): string | null {
  const choices = choicesOf(group, ALL, context)
  return choices.every(isOfTokens) ? choices.map(tokensOf).join(' & ') : null
}

/** SQL for a part `d` that was found already to match a group: nothing is looked up for it that its document says. */
export function groupCheck(group: ResolvedGroup, context: SqlContext): string {
  const checks = choicesOf(group, ALL, context).map((choice) => {
    const covers = choice.map((cover) => cover.map((condition) => checkOf(condition, context)).join(' and '))
    return covers.length === 0 ? 'false' : `(${covers.map((cover) => `(${cover})`).join(' or ')})`
  })
  return checks.join(' and ')
}

/** SQL that a part matches none of the exclusions. */
export function exclusionConditions({ excluded }: ResolvedQuery, context: SqlContext): string[] {
  return excluded.flatMap(({ readings }) => {
    const condition = conditionOf(
      readings.flatMap(({ tests }) => tests),
      context,
    )
    return [`not ${checkOf(condition, context)}`]
  })
}

/** What a part must fulfil to be an `equal` hit; null when the query has none. */
export function equalConditions(query: ResolvedQuery, context: SqlContext): TermConditions | null {
  const equal: TestsOf = ({ tests, slips }) => (slips > 0 ? [] : tests.filter(({ strength }) => strength === 'equal'))
  const hasEqual = query.groups.every(({ alternatives }) => alternatives.some((each) => equal(each).length > 0))
  return hasEqual && query.groups.length > 0 ? termConditions(query, context, equal) : null
}
