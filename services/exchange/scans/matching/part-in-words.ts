import type { CodeMatch } from './matches.ts'

/** A part in a sentence: its key and what it is. */
export function nameOf({ key, part }: CodeMatch): string {
  return describe(key, part.description)
}

const MOST_NAMED = 3

/** Parts in a sentence, the first few by name. */
export function namesOf(matches: readonly CodeMatch[]): string {
  const names = matches.slice(0, MOST_NAMED).map(nameOf)
  const others = matches.length - names.length
  const [last = '', ...before] = [...names, ...(others > 0 ? [`${others} more`] : [])].reverse()
  return before.length === 0 ? last : `${before.reverse().join(', ')} and ${last}`
}

/** A part in a sentence. */
export function describe(key: string, description: string): string {
  const words = description.replaceAll(/\s+/g, ' ').trim()
  return `${key} (${words.length > 60 ? `${words.slice(0, 59)}…` : words})`
}
