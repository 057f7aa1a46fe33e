import { Type } from 'typebox'
import type { AiRunner } from '../ai-runner/ai-runner.ts'
import { DuplicateMatch } from '../part-details/details-schema.ts'
import { plainText } from '../part-details/plain-text.ts'
import type { Candidate } from './candidate.ts'
import { duplicatePrompt } from './duplicate-prompt.ts'

const MAX_REASONING = 1000

/** What the tool, and the model that judges for it, answer. */
const DuplicateMatches = Type.Object({ matches: Type.Array(DuplicateMatch) }, { additionalProperties: false })

/** The matches that name a candidate, each once; of two for the same part the one of high confidence counts. */
function cleanMatches(matches: readonly DuplicateMatch[], candidates: readonly Candidate[]): DuplicateMatch[] {
  const known = new Set(candidates.map(({ part }) => part.key))
  const byKey = new Map<string, DuplicateMatch>()
  for (const { part_key, confidence, reasoning } of matches) {
    const key = part_key.trim().toUpperCase()
    if (!known.has(key) || (byKey.has(key) && confidence !== 'high')) continue
    if (byKey.get(key)?.confidence === 'high') continue
    byKey.set(key, { part_key: key, confidence, reasoning: plainText(reasoning, MAX_REASONING) ?? '' })
  }
  return [...byKey.values()]
}

/**
 * Has a model compare a description with candidates.
 *
 * @throws AiError; the signal's reason when it aborts.
 */
export async function askModel(
  runner: AiRunner,
  { search, candidates, signal }: { search: string; candidates: readonly Candidate[]; signal: AbortSignal },
): Promise<DuplicateMatch[]> {
  const { parsed } = await runner.run({
    systemPrompt: duplicatePrompt(candidates),
    userPrompt: search,
    responseSchema: DuplicateMatches,
    responseName: 'duplicate_matches',
    signal,
  })
  return cleanMatches(parsed.matches, candidates)
}
