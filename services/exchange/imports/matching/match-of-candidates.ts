import { type Candidate, type Match, NO_MATCH } from '../model.ts'

const SURE = 0.9
/** The score of a part that was decided on before. */
export const DECIDED = 0.95
/** The score of a part that is found by its number alone. */
export const NUMBER = 0.92
const VALUE_SURE = 0.85
const VALUE_RIVAL = 0.75
const LEAST = 0.5
const MOST_CANDIDATES = 5

/**
 * What the candidates of a row come to: one part, a choice for a person, or nothing. The first rule that holds decides:
 * scores fall from rule to rule, so candidates of later rules are no rivals.
 *
 * @param decided the key of the part that a person has chosen for such a row before; it decides between equals.
 */
export function matchOf(candidates: readonly Candidate[], decided: string | null = null): Match {
  const sorted = [...candidates].sort((a, b) => b.score - a.score || a.part_key.localeCompare(b.part_key))
  const [best, next] = sorted
  const equals = sorted.filter(({ reason, score }) => reason === best?.reason && score === best.score)
  if (best === undefined || best.score < LEAST) return { ...NO_MATCH, candidates: sorted.slice(0, MOST_CANDIDATES) }
  const chosen = equals.length > 1 ? equals.find(({ part_key }) => part_key === decided) : undefined
  if (chosen !== undefined) {
    const shown = [chosen, ...sorted.filter((each) => each !== chosen)].slice(0, MOST_CANDIDATES)
    return { state: 'matched', part_key: chosen.part_key, score: DECIDED, reason: 'decided_before', candidates: shown }
  }
  const isSure =
    (best.score >= SURE && equals.length === 1) ||
    (best.reason === 'value_and_package' && best.score >= VALUE_SURE && (next?.score ?? 0) < VALUE_RIVAL)
  return {
    state: isSure ? 'matched' : 'ambiguous',
    part_key: isSure ? best.part_key : null,
    score: best.score,
    reason: best.reason,
    candidates: sorted.slice(0, MOST_CANDIDATES),
  }
}

/** Whether a part that the file creates itself and that has the number of a row would be found for it in the place of this match. */
export function newPartCounts({ score }: Match): boolean {
  return score < NUMBER
}
