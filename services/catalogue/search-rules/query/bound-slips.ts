import { bareNumber } from '../../part-identity/part-number.ts'
import { slipTokens } from '../readings/term-readings.ts'
import { mostNumberSlips } from '../readings/typos.ts'
import type { QueryTerm } from './search-query.ts'

/**
 * For the misspelled numbers of a query so many tokens are looked for: four numbers that begin with two or three letters
 * each, or one that begins with sixteen.
 */
export const MOST_SLIPS = 2000

/** No term has more: those of it with and without packing marks, each as a number and as a device. */
function mostSlips(number: string): number {
  return 4 * mostNumberSlips(bareNumber(number))
}

/** The terms, of which the last ones are not taken for misspelled numbers when this would make too many to look for. */
export function boundSlips(terms: readonly QueryTerm[]): QueryTerm[] {
  const all = terms.reduce((sum, { fallbacks: { slipsOf } }) => sum + (slipsOf === null ? 0 : mostSlips(slipsOf)), 0)
  if (all <= MOST_SLIPS) return [...terms]
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
