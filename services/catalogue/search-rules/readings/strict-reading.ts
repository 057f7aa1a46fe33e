import type { Reading } from './answer-types.ts'
import type { Test } from './test.ts'

/** One way to read a term, with the tests of which a part must pass at least one. */
export interface StrictReading {
  shown: Reading
  tests: readonly Test[]
  /** Whether it says so little that many parts are taken to match it, without asking. */
  isAssumed?: true
}

/** A reading, when there is anything to test. */
export function reading(shown: Reading, tests: readonly Test[]): StrictReading[] {
  return tests.length === 0 ? [] : [{ shown, tests }]
}
