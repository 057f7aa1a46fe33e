import { DECIDED } from '../matching/match-of-candidates.ts'
import type { MatchedRow } from '../model.ts'

/** A row that is about a part which an earlier import, or a person, has found for it. */
export function decidedRow(row: MatchedRow, part_key: string): MatchedRow {
  return { ...row, match: { ...row.match, state: 'matched', reason: 'decided_before', score: DECIDED, part_key } }
}
