import type { ResolvedGroup } from '../../../catalogue/search-rules/matching/resolved-query.ts'
import { STRENGTHS } from '../../../catalogue/search-rules/readings/answer-types.ts'
import { type Arm, armsOf } from './arms.ts'
import type { SqlContext } from './condition.ts'
import { FIELD, leastTotal } from './rank-sql.ts'
import { anyOf } from './token-query.ts'

/** How a term is matched: what counts before another one is less. */
interface Level {
  strength: number
  fieldClass: number
}

const [WHOLE, START] = [STRENGTHS.indexOf('whole'), STRENGTHS.indexOf('start')]
const [OF_TYPES, OF_TEXTS, OF_MAKERS] = [0, 1, 3]

function compareLevels(a: Level, b: Level): number {
  return a.strength - b.strength || a.fieldClass - b.fieldClass
}

/** The tests of the only reading of a term; null where it has several. */
function onlyTests({ alternatives: [only, another] }: ResolvedGroup) {
  return only && !another ? only.tests : null
}

/** How the best parts of a page are likely to match a term. A wrong guess costs time and changes nothing. */
function likelyLevel(group: ResolvedGroup, isBeginning: boolean, { names }: SqlContext): Level {
  if (isBeginning) return { strength: START, fieldClass: OF_TYPES }
  const tests = onlyTests(group) ?? []
  const isOfType = tests.some((test) => test.kind === 'value' || names.types.idsPassing(test).length > 0)
  if (isOfType) return { strength: WHOLE, fieldClass: OF_TYPES }
  return { strength: WHOLE, fieldClass: tests.some(({ kind }) => kind === 'maker') ? OF_MAKERS : OF_TEXTS }
}

function queryOf(arms: readonly Arm[]): string | null {
  return anyOf(arms.flatMap(({ condition }) => condition.tokens ?? []))
}

/** Tsqueries by which matches are told that come before all others. */
export interface FirstTier {
  /** Of parts that match each term as well as a certain level, or better. If they fill the page, nothing else is on it. */
  within: string
  /** Of parts that match some term better than that, and so may be among them; null where none can. */
  beyond: string | null
  /** SQL for whether a total, as the rank of a part counts it, is one of a part that passes the first query, or a better one. */
  isReached: (total: string) => string
}

/**
 * The parts that match best, as far as documents tell. Whoever passes neither query matches no term better than the level, and
 * some term less well: so it comes after all that pass the first one.
 *
 * @param isBeginning whether a term is a beginning that many parts have.
 * @returns null where documents do not tell.
 */
export function firstTier(
  groups: readonly ResolvedGroup[],
  isBeginning: (group: ResolvedGroup) => boolean,
  context: SqlContext,
): FirstTier | null {
  const each = groups.map((group) => {
    const tests = onlyTests(group)
    if (tests === null) return null
    const level = likelyLevel(group, isBeginning(group), context)
    const arms = armsOf(tests, context).filter((arm) => compareLevels(arm, level) <= 0)
    if (arms.some(({ condition }) => condition.sets.length > 0)) return null
    const within = queryOf(arms)
    const slips = group.alternatives[0]?.slips ?? 0
    if (within === null) return null
    return {
      within,
      weights: { slips, ...level },
      beyond: queryOf(arms.filter((arm) => compareLevels(arm, level) < 0)),
    }
  })
  const known = each.filter((one) => one !== null)
  if (known.length < groups.length) return null
  const worst = context.parameters.addOwn(leastTotal(known.map(({ weights }) => weights)) + FIELD, 'int8')
  return {
    isReached: (total) => `${total} < ${worst}`,
    within: known.map(({ within }) => `(${within})`).join(' & '),
    beyond: anyOf(known.flatMap(({ beyond }) => beyond ?? [])),
  }
}
