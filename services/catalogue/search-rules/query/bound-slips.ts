import { slipTokens } from '../readings/term-readings.ts'
import type { QueryTerm } from './search-query.ts'

/**
 * For the misspelled numbers of a query so many tokens are looked for: four numbers that begin with two or three letters
 * each, or one that begins with sixteen.
 */
export const MOST_SLIPS = 2000

/** The terms, of which the last ones are not taken for misspelled numbers when this would make too many to look for. */
export function boundSlips(terms: readonly QueryTerm[]): QueryTerm[] {
  let left = MOST_SLIPS
  return terms.map((term) => {
    const { slipsOf } = term.fallbacks
    if (slipsOf === null) return term
    const count = new Set(slipTokens(slipsOf)).size
    if (count > left) return { ...term, fallbacks: { ...term.fallbacks, slipsOf: null } }
    left -= count
    return term
  })
}
