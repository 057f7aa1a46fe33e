import { type Candidate, type Match, NO_MATCH } from '../model.ts'

const SURE = 0.9
const LEAD = 0.05
const VALUE_SURE = 0.85
const VALUE_RIVAL = 0.75
const LEAST = 0.5
const MOST_CANDIDATES = 5

/** What the candidates of a row come to: one part, a choice for a person, or nothing. */
export function matchOf(candidates: readonly Candidate[]): Match {
  const sorted = [...candidates].sort((a, b) => b.score - a.score || a.part_key.localeCompare(b.part_key))
  const [best, next] = sorted
  if (best === undefined || best.score < LEAST) return { ...NO_MATCH, candidates: sorted.slice(0, MOST_CANDIDATES) }
  const rival = next?.score ?? 0
  const isSure =
    (best.score >= SURE && rival <= best.score - LEAD + 1e-9) ||
    (best.reason === 'value_and_package' && best.score >= VALUE_SURE && rival < VALUE_RIVAL)
  return {
    state: isSure ? 'matched' : 'ambiguous',
    part_key: isSure ? best.part_key : null,
    score: best.score,
    reason: best.reason,
    candidates: sorted.slice(0, MOST_CANDIDATES),
  }
}
