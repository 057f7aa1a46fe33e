import { STRENGTHS, type Strength } from '../readings/answer-types.ts'
import type { PartMatch } from './match-part.ts'

/** What decides the place of a hit, in this order; smaller is better, but for stock and time. */
export interface HitRank {
  slips: number
  weakest: number
  strengthSum: number
  fieldSum: number
  isAdjacent: boolean
  isInStock: boolean
  leftOver: number
  createdAt: number
  id: number
}

/** What decides the place of a hit, of its match and its part. */
export function rankOf(
  { groups, isAdjacent }: PartMatch,
  part: { isInStock: boolean; createdAt: number; id: number },
): HitRank {
  const terms = groups.flat()
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
  return {
    slips: sum(terms.map(({ slips }) => slips)),
    weakest: Math.max(0, ...terms.map(({ strength }) => strength)),
    strengthSum: sum(terms.map(({ strength }) => strength)),
    fieldSum: sum(terms.map(({ fieldClass }) => fieldClass)),
    isAdjacent,
    leftOver: sum(terms.map(({ leftOver }) => leftOver)),
    ...part,
  }
}

/** Compares two hits by relevance, the better one first. */
export function compareByRelevance(a: HitRank, b: HitRank): number {
  return (
    a.slips - b.slips ||
    a.weakest - b.weakest ||
    a.strengthSum - b.strengthSum ||
    a.fieldSum - b.fieldSum ||
    Number(b.isAdjacent) - Number(a.isAdjacent) ||
    Number(b.isInStock) - Number(a.isInStock) ||
    a.leftOver - b.leftOver ||
    compareByAge(a, b)
  )
}

/** Compares two parts by age, the newest one first. */
export function compareByAge(a: { createdAt: number; id: number }, b: { createdAt: number; id: number }): number {
  return b.createdAt - a.createdAt || b.id - a.id
}

/** How well a hit matches, as its weakest term does; null without free terms. */
export function strengthOf({ groups }: PartMatch): Strength | null {
  const terms = groups.flat()
  return terms.length === 0 ? null : (STRENGTHS[Math.max(...terms.map(({ strength }) => strength))] ?? null)
}
