import { Type } from 'typebox'
import type { AiRunner } from '../../work/ai-runner/ai-runner.ts'
import { DuplicateMatch } from '../part-details/details-schema.ts'
import { distinctMatches } from '../part-details/distinct-matches.ts'
import type { Candidate } from './candidate.ts'
import { duplicatePrompt } from './duplicate-prompt.ts'

/** The answer of the model that compares. */
const DuplicateMatches = Type.Object({ matches: Type.Array(DuplicateMatch) }, { additionalProperties: false })

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
  return distinctMatches(parsed.matches, new Set(candidates.map(({ part }) => part.key)))
}
