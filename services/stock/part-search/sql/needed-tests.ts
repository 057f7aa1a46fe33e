import { type MatchKind, STRENGTHS } from '../../../catalogue/search-rules/readings/answer-types.ts'
import type { Test } from '../../../catalogue/search-rules/readings/test.ts'

/** A test with what it looks for. */
interface Sought {
  test: Test
  /** Null where it is compared with no other one. */
  what: string | null
  isBeginning: boolean
}

function soughtOf(test: Test): Sought {
  switch (test.on) {
    case 'token':
      return { test, what: `token ${test.token}`, isBeginning: false }
    case 'prefix':
      return { test, what: `token ${test.prefix}`, isBeginning: true }
    case 'key':
      return { test, what: `key ${test.key}`, isBeginning: false }
    case 'key_start':
      return { test, what: `key ${test.start}`, isBeginning: true }
    case 'phrase':
    case 'together':
      return { test, what: `${test.on} ${JSON.stringify(test.words)}`, isBeginning: false }
    default:
      return { test, what: null, isBeginning: false }
  }
}

/** Kinds of matches that count alike wherever they stand. */
const OF_FIRST_CLASS: readonly MatchKind[] = ['key', 'value', 'package', 'pins', 'location']
const OF_NUMBER: readonly MatchKind[] = ['number', 'number_start', 'number_part']

/** What a kind of match counts as: of the first class of fields, of a number, of a word. */
export function kindOf(kind: MatchKind): 'first' | 'number' | 'word' {
  if (OF_FIRST_CLASS.includes(kind)) return 'first'
  return OF_NUMBER.includes(kind) ? 'number' : 'word'
}

/** Whether a part that passes one test passes another one, too, which names at least the same fields. */
function isCovered(own: Sought, by: Sought): boolean {
  if (own.what === null || by.what === null) return false
  const isFound = by.isBeginning ? own.what.startsWith(by.what) : !own.isBeginning && own.what === by.what
  return isFound && coversFields(by.test, own.test)
}

function coversFields(by: Test, test: Test): boolean {
  return (
    (by.onlyClass === undefined || by.onlyClass === test.onlyClass) &&
    (!by.exceptNames || test.exceptNames === true) &&
    (!by.exceptSellers || test.exceptSellers === true || test.exceptNames === true) &&
    (by.unlessType === undefined || by.unlessType === test.unlessType)
  )
}

/**
 * The tests without those that find nothing which another one does not find: a word is among the words that begin with it.
 *
 * @param tests of which one is enough.
 */
export function widestOf(tests: readonly Test[]): readonly Test[] {
  if (tests.length < 2) return tests
  const all = tests.map(soughtOf)
  return tests.filter((_, place) => {
    const own = all[place]
    return !all.some(
      (by, other) => own && other !== place && isCovered(own, by) && (other < place || !isCovered(by, own)),
    )
  })
}

/** The tests without those that find nothing which a stronger one does not find. */
export function withoutWeaker(tests: readonly Test[]): readonly Test[] {
  const all = tests.map(soughtOf)
  const strengths = tests.map(({ strength }) => STRENGTHS.indexOf(strength))
  return tests.filter((_, place) => {
    const own = all[place]
    const strength = strengths[place] ?? 0
    return !all.some((by, other) => own && (strengths[other] ?? 0) < strength && isCovered(own, by))
  })
}

/** Whether a part that passes a test passes another one as well, which counts for no less. */
export function isNoWeaker(by: Test, test: Test): boolean {
  if (STRENGTHS.indexOf(by.strength) > STRENGTHS.indexOf(test.strength)) return false
  if (kindOf(by.kind) !== kindOf(test.kind)) return false
  return isCovered(soughtOf(test), soughtOf(by)) || JSON.stringify(by) === JSON.stringify(test)
}
