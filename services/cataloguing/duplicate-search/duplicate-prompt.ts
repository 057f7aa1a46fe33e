import { promptTemplate } from '../part-details/prompt-template.ts'
import type { Candidate } from './candidate.ts'

const render = promptTemplate<'candidates'>(new URL('./duplicate-prompt.md', import.meta.url))

/** Characters of all parts together, as JSON: about fifteen thousand tokens. */
const MAX_LENGTH = 60_000

/**
 * The prompt of the model that compares a description with parts. No text of a part can end the list of parts.
 *
 * @param candidates best first; the last ones are left out when the prompt would be too long.
 */
export function duplicatePrompt(candidates: readonly Candidate[]): string {
  let length = 0
  const parts = candidates
    .map(({ part }) => JSON.stringify(part).replaceAll('<', '\\u003c'))
    .filter((part) => {
      length += part.length + 1
      return length <= MAX_LENGTH
    })
  return render({ candidates: `[${parts.join(',')}]` })
}
