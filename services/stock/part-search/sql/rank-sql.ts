import type {
  Alternative,
  ResolvedGroup,
  ResolvedQuery,
} from '../../../catalogue/search-rules/matching/resolved-query.ts'
import { type MatchKind, STRENGTHS, type Strength } from '../../../catalogue/search-rules/readings/answer-types.ts'
import type { Test } from '../../../catalogue/search-rules/readings/test.ts'
import {
  type Condition,
  checkOf,
  conditionOf,
  eitherOf,
  isNever,
  ownCondition,
  type PartSet,
  type SqlContext,
  sellerCondition,
  typeCondition,
} from './condition.ts'
import { OWN_CLASSES, type OwnClass, packageWordsQuery, possibleClasses } from './token-query.ts'

/*
 * How well a part matches, as one number; the smaller, the better. From the highest bits: slips that were mended, the
 * strength of the weakest term, the sum of strengths, the sum of classes of fields, how many readings, what of the
 * number is left over.
 */
const SLIPS = 2 ** 42
const WEAKEST = 2 ** 38
const STRENGTH = 2 ** 30
const FIELD = 2 ** 22
const READINGS = 2 ** 16
const WEAKEST_MASK = 15 * WEAKEST
const REST_MASK = 2 ** 52 - 1 - WEAKEST_MASK
const MOST_LEFT_OVER = 255

/** Kinds of matches that count alike wherever they stand. */
const OF_CLASS_ZERO: readonly MatchKind[] = ['key', 'value', 'package', 'pins', 'location']
const OF_NUMBER: readonly MatchKind[] = ['number', 'number_start', 'number_part']

interface Arm {
  strength: number
  fieldClass: number
  /** Whether what is left over of the number counts. */
  isNumber: boolean
  condition: Condition
  /** A tsquery that an index answers sooner, and that all parts pass which fulfil the condition. */
  wider?: string | null
}

function classArms(all: readonly Test[], strength: number, context: SqlContext): Arm[] {
  const ofSellers = all.filter(({ on }) => on === 'seller_number')
  const tests = all.filter(({ on }) => on !== 'seller_number')
  const zero = tests.filter(({ kind }) => OF_CLASS_ZERO.includes(kind))
  const others = tests.filter(({ kind }) => !OF_CLASS_ZERO.includes(kind))
  const numbers = others.filter((test) => OF_NUMBER.includes(test.kind) && possibleClasses(test)[0] === 0)
  const ofClass = (own: readonly Test[], fieldClass: OwnClass) =>
    ownCondition(
      own.filter((test) => possibleClasses(test).includes(fieldClass)),
      context,
      [fieldClass],
    )
  const words = others.filter((test) => !numbers.includes(test))
  return [
    { strength, fieldClass: 0, isNumber: true, condition: ofClass(numbers, 0) },
    { strength, fieldClass: 0, isNumber: false, condition: conditionOf(zero, context) },
    { strength, fieldClass: 0, isNumber: false, condition: typeCondition(others, context) },
    { strength, fieldClass: 0, isNumber: false, condition: ofClass(words, 0), wider: packageWordsQuery(words) },
    ...OWN_CLASSES.slice(1).map((fieldClass) => ({
      strength,
      fieldClass,
      isNumber: false,
      condition: ofClass(others, fieldClass),
    })),
    {
      strength,
      fieldClass: 4,
      isNumber: false,
      condition: eitherOf([sellerCondition(others, context), ownCondition(ofSellers, context)]),
    },
  ]
}

function armsOf(tests: readonly Test[], context: SqlContext): Arm[] {
  const strengths = new Set(tests.map(({ strength }) => strength))
  return STRENGTHS.flatMap((strength, place) => {
    if (!strengths.has(strength)) return []
    const own = tests.filter((test) => test.strength === strength)
    return classArms(own, place, context)
  }).filter(({ condition }) => !isNever(condition))
}

function fixedNumberOf({ strength, fieldClass }: Arm, { slips }: Alternative): number {
  return slips * SLIPS + strength * (WEAKEST + STRENGTH) + fieldClass * FIELD + READINGS
}

/** A tsquery that no document passes: all tokens have a colon. */
const NO_TOKENS = "'-'"

/**
 * SQL for the number of one reading of a term; null where a part does not match it. The arms are values and no part of the
 * text, so queries with the same kinds of terms are one statement to the database, which plans it once.
 */
function alternativeSql(alternative: Alternative, isOnly: boolean, context: SqlContext): string {
  const arms = armsOf(alternative.tests, context)
  if (arms.length === 0) return 'null::bigint'
  const { parameters } = context
  const values = parameters.addOwn(
    arms.map((arm) => fixedNumberOf(arm, alternative)),
    'int8[]',
  )
  // A part that was found matches its only reading somehow: the last arm has no condition then.
  const tokens = arms.map(({ condition }, place) =>
    isOnly && place === arms.length - 1 ? null : (condition.tokens ?? NO_TOKENS),
  )
  const lengths = arms.map(({ isNumber }) => (isNumber ? (alternative.numberLength ?? 0) : null))
  const sets = new Map<string, number[]>()
  arms.forEach(({ condition }, place) => {
    for (const { check } of condition.sets) sets.set(check, [...(sets.get(check) ?? []), place + 1])
  })
  const ofSets = [...sets].map(
    ([set, places]) => ` or (a.place = any (${parameters.addOwn(places, 'int[]')}) and ${set})`,
  )
  return `select a.value + case when a.length is null then 0
              else least(greatest(coalesce(d.number_length, 0) - a.length, 0), ${MOST_LEFT_OVER}) end
       from rows from (unnest(${values}), unnest(${parameters.addOwn(tokens, 'tsquery[]')}),
                       unnest(${parameters.addOwn(lengths, 'int[]')})) with ordinality
              as a (value, tokens, length, place)
      where (d.tokens @@ a.tokens) is not false${ofSets.join('')} limit 1`
}

/** SQL for two numbers together: sums, but for the weakest term. */
function together(a: string, b: string): string {
  return `((${a} & ${REST_MASK}) + (${b} & ${REST_MASK}) + greatest(${a} & ${WEAKEST_MASK}, ${b} & ${WEAKEST_MASK}))`
}

/** A step of laterals: each is computed once, so that what follows can name it. */
function step(alias: string, columns: readonly string[]): string {
  return `cross join lateral (select ${columns.join(',\n ')} offset 0) ${alias}`
}

interface GroupSql {
  steps: string[]
  /** SQL for the number of the group. */
  value: string
}

function groupSql({ alternatives, size }: ResolvedGroup, name: string, context: SqlContext): GroupSql {
  const isOnly = alternatives.length === 1
  const columns = alternatives.map((each, place) => `(${alternativeSql(each, isOnly, context)})::bigint as a${place}`)
  const steps = [step(name, columns)]
  if (isOnly) return { steps, value: `${name}.a0` }
  // The best way to cover what follows a term is part of the best way to cover all.
  for (let place = size - 1; place >= 0; place--) {
    const covers = alternatives.flatMap(({ first, last }, index) => {
      if (first !== place) return []
      return last === size - 1 ? [`${name}.a${index}`] : [together(`${name}.a${index}`, `${name}_${last + 1}.best`)]
    })
    steps.push(
      step(`${name}_${place}`, [`${covers.length === 0 ? 'null::bigint' : `least(${covers.join(', ')})`} as best`]),
    )
  }
  return { steps, value: `${name}_0.best` }
}

/** What a number is made of, but for what is left over. */
export interface Weights {
  slips: number
  strength: number
  fieldClass: number
}

/** The least `total` of a part that matches each group by such weights, or by greater ones. */
export function leastTotal(groups: readonly Weights[]): number {
  const weakest = Math.max(...groups.map(({ strength }) => strength))
  return groups.reduce(
    (sum, { slips, strength, fieldClass }) => sum + slips * SLIPS + strength * STRENGTH + fieldClass * FIELD,
    weakest * WEAKEST,
  )
}

/** The least number of a group that is matched by such weights, or by greater ones. */
export function leastValue(units: readonly Weights[]): number {
  const weakest = Math.max(...units.map(({ strength }) => strength))
  return units.reduce(
    (sum, { slips, strength, fieldClass }) => sum + slips * SLIPS + strength * STRENGTH + fieldClass * FIELD + READINGS,
    weakest * WEAKEST,
  )
}

/** A way to match a reading of terms. */
export interface GroupArm {
  weights: Weights
  /** A tsquery that parts pass which match so, others maybe as well; null where there is none. */
  query: string | null
  /** Further parts. */
  sets: readonly PartSet[]
}

/** The ways to match a reading of terms. */
export function armsOfAlternative(alternative: Alternative, context: SqlContext): GroupArm[] {
  return armsOf(alternative.tests, context).map((arm) => ({
    weights: { slips: alternative.slips, strength: arm.strength, fieldClass: arm.fieldClass },
    query: arm.wider ?? arm.condition.tokens,
    sets: arm.condition.sets,
  }))
}

export interface RankSql {
  /** Joins that follow a part `d` of `part_search_documents`. The last one is `stocked_at`, whether it is in stock. */
  steps: string
  /** SQL for the rank, null where a part does not match after all. */
  rank: string
  /** SQL for the number of each group. */
  groups: readonly string[]
  /** SQL for what the groups are worth together: the rank without adjacent words and stock. */
  total: string
}

/** The bits of what is left over make room for whether words are adjacent and whether there is stock. */
const OUT_OF_STOCK = 2 ** 14
export const APART = 2 ** 15
const LEFT_OVER_MASK = OUT_OF_STOCK - 1
const BETTER_MASK = 2 ** 52 - 2 ** 22

/** SQL for how well a part matches the free terms of a query. */
export function rankSql({ groups, adjacency }: ResolvedQuery, context: SqlContext): RankSql {
  const each = groups.map((group, place) => groupSql(group, `g${place}`, context))
  const [first = { steps: [], value: '0::bigint' }, ...others] = each
  const steps = each.flatMap((group) => group.steps)
  let value = first.value
  others.forEach((other, place) => {
    steps.push(step(`t${place}`, [`${together(value, other.value)} as best`]))
    value = `t${place}.best`
  })
  const adjacent = adjacency === null ? null : checkOf(conditionOf([adjacency], context), context)
  const apart = adjacent === null ? '0' : `case when ${adjacent} then 0 else ${APART} end`
  // As a join: of `exists` the planner makes a table of all places, whose time grows with the inventory.
  steps.push(`left join lateral (
        select true as is_stocked from part_locations l where l.part_id = d.part_id limit 1) stocked_at on true`)
  const stock = `case when stocked_at.is_stocked then 0 else ${OUT_OF_STOCK} end`
  const rank = `(${value} & ${BETTER_MASK}) + ${apart} + ${stock} + least(${value} & 65535, ${LEFT_OVER_MASK})`
  const total = `(${value} & ${BETTER_MASK}) + (${value} & 65535)`
  return { steps: steps.join('\n'), rank, groups: each.map((group) => group.value), total }
}

/** The strength of the weakest term that a rank stands for. */
export function strengthOfRank(rank: number): Strength {
  return STRENGTHS[Math.floor(rank / WEAKEST) % 16] ?? 'typo'
}
