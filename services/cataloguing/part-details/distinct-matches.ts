import type { DuplicateMatch } from './details-schema.ts'
import { plainText } from './plain-text.ts'

const MAX_REASONING = 1000

/** The key of a match in upper case and without blanks. */
export function partKeyOf({ part_key }: DuplicateMatch): string {
  return part_key.trim().toUpperCase()
}

/**
 * Cleans the matches in a model's answer: each part once, and of two matches for the same part the more confident one.
 *
 * @param known keys of the parts that exist.
 */
export function distinctMatches(matches: readonly DuplicateMatch[], known: ReadonlySet<string>): DuplicateMatch[] {
  const byKey = new Map<string, DuplicateMatch>()
  for (const match of matches) {
    const key = partKeyOf(match)
    const earlier = byKey.get(key)
    if (!known.has(key) || earlier?.confidence === 'high') continue
    if (earlier !== undefined && match.confidence !== 'high') continue
    byKey.set(key, {
      part_key: key,
      confidence: match.confidence,
      reasoning: plainText(match.reasoning, MAX_REASONING) ?? '',
    })
  }
  return [...byKey.values()]
}
