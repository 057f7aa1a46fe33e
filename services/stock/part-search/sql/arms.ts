import type { Alternative } from '../../../catalogue/search-rules/matching/resolved-query.ts'
import { STRENGTHS } from '../../../catalogue/search-rules/readings/answer-types.ts'
import type { Test } from '../../../catalogue/search-rules/readings/test.ts'
import {
  type Condition,
  conditionOf,
  eitherOf,
  isNever,
  ownCondition,
  type PartSet,
  type SqlContext,
  sellerCondition,
  typeCondition,
} from './condition.ts'
import { kindOf, withoutWeaker } from './needed-tests.ts'
import { OWN_CLASSES, type OwnClass, packageWordsQuery, possibleClasses } from './token-query.ts'

/** A way to match a reading, as the rank of a part counts it. */
export interface Arm {
  strength: number
  fieldClass: number
  /** Whether what is left over of the number counts. */
  isNumber: boolean
  /** What a part passes one of. */
  tests: readonly Test[]
  condition: Condition
  /** A tsquery that an index answers sooner, and that all parts pass which fulfil the condition. */
  wider?: string | null
}

function classArms(all: readonly Test[], strength: number, context: SqlContext): Arm[] {
  const ofSellers = all.filter(({ on }) => on === 'seller_number')
  const tests = all.filter(({ on }) => on !== 'seller_number')
  const zero = tests.filter(({ kind }) => kindOf(kind) === 'first')
  const others = tests.filter(({ kind }) => kindOf(kind) !== 'first')
  const numbers = others.filter((test) => kindOf(test.kind) === 'number' && possibleClasses(test)[0] === 0)
  const ofClass = (own: readonly Test[], fieldClass: OwnClass) =>
    ownCondition(
      own.filter((test) => possibleClasses(test).includes(fieldClass)),
      context,
      [fieldClass],
    )
  const words = others.filter((test) => !numbers.includes(test))
  return [
    { strength, fieldClass: 0, isNumber: true, tests: numbers, condition: ofClass(numbers, 0) },
    { strength, fieldClass: 0, isNumber: false, tests: zero, condition: conditionOf(zero, context) },
    { strength, fieldClass: 0, isNumber: false, tests: others, condition: typeCondition(others, context) },
    {
      strength,
      fieldClass: 0,
      isNumber: false,
      tests: words,
      condition: ofClass(words, 0),
      wider: packageWordsQuery(words),
    },
    ...OWN_CLASSES.slice(1).map((fieldClass) => ({
      strength,
      fieldClass,
      isNumber: false,
      tests: others,
      condition: ofClass(others, fieldClass),
    })),
    {
      strength,
      fieldClass: 4,
      isNumber: false,
      tests: ofSellers,
      condition: eitherOf([sellerCondition(others, context), ownCondition(ofSellers, context)]),
    },
  ]
}

/** The arms of a statement: its rank and what is better than a page need the same ones. */
const knownArms = new WeakMap<SqlContext, Map<readonly Test[], Arm[]>>()

/** The ways to match one of some tests, best first. */
export function armsOf(tests: readonly Test[], context: SqlContext): Arm[] {
  const known = knownArms.get(context) ?? new Map<readonly Test[], Arm[]>()
  knownArms.set(context, known)
  const arms = known.get(tests) ?? armsOfTests(tests, context)
  known.set(tests, arms)
  return arms
}

function armsOfTests(all: readonly Test[], context: SqlContext): Arm[] {
  const tests = withoutWeaker(all)
  const strengths = new Set(tests.map(({ strength }) => strength))
  return STRENGTHS.flatMap((strength, place) => {
    if (!strengths.has(strength)) return []
    const own = tests.filter((test) => test.strength === strength)
    return classArms(own, place, context)
  }).filter(({ condition }) => !isNever(condition))
}

/** What a number is made of, but for what is left over. */
export interface Weights {
  slips: number
  strength: number
  fieldClass: number
}

/** A way to match a reading of terms. */
export interface GroupArm {
  weights: Weights
  /** A tsquery that parts pass which match so, others maybe as well; null where there is none. */
  query: string | null
  /** Further parts. */
  sets: readonly PartSet[]
  /** Whether many parts may match so. */
  isCommon: boolean
}

/** The ways to match a reading of terms. */
export function armsOfAlternative(alternative: Alternative, context: SqlContext): GroupArm[] {
  return armsOf(alternative.tests, context).map((arm) => ({
    weights: { slips: alternative.slips, strength: arm.strength, fieldClass: arm.fieldClass },
    query: arm.wider ?? arm.condition.tokens,
    sets: arm.condition.sets,
    isCommon: context.isCommon?.(arm.tests) ?? true,
  }))
}
