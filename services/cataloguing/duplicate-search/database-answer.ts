import type { DuplicateMatch } from '../part-details/details-schema.ts'
import type { Candidate } from './candidate.ts'

/**
 * The lowest score of a match of medium confidence: the one with the best balance of precision and recall, as
 * `npm run evaluate-duplicates` measures it.
 */
export const MEDIUM_SCORE = 0.6

/** High confidence for the same part, medium for a similar one, null for any other one. */
export function confidenceOf(
  { isSame, score }: Pick<Candidate, 'isSame' | 'score'>,
  mediumScore: number = MEDIUM_SCORE,
): DuplicateMatch['confidence'] | null {
  if (isSame) return 'high'
  return score >= mediumScore ? 'medium' : null
}

/** The matches without a model: those whose score is high enough. */
export function databaseAnswer(candidates: readonly Candidate[], mediumScore: number = MEDIUM_SCORE): DuplicateMatch[] {
  return candidates.flatMap((candidate) => {
    const confidence = confidenceOf(candidate, mediumScore)
    return confidence === null ? [] : [{ part_key: candidate.part.key, confidence, reasoning: candidate.reason }]
  })
}
