import type { DuplicateMatch } from '../part-details/details-schema.ts'
import type { Candidate } from './candidate.ts'

/**
 * The score from which on a part is worth a look: the one with the best balance of precision and recall, as
 * `npm run evaluate-duplicates` measures it.
 */
export const MEDIUM_SCORE = 0.6

/** What the database can say by itself: the same part is of high confidence, a similar one of medium. */
export function databaseAnswer(candidates: readonly Candidate[], mediumScore: number = MEDIUM_SCORE): DuplicateMatch[] {
  return candidates
    .filter(({ isSame, score }) => isSame || score >= mediumScore)
    .map(({ part, isSame, reason }) => ({
      part_key: part.key,
      confidence: isSame ? 'high' : 'medium',
      reasoning: reason,
    }))
}
