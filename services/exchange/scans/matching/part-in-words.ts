import type { CodeMatch } from './matches.ts'

/** A part in a sentence: its key and what it is. */
export function nameOf({ key, part }: CodeMatch): string {
  return describe(key, part.description)
}

/** A part in a sentence. */
export function describe(key: string, description: string): string {
  const words = description.replaceAll(/\s+/g, ' ').trim()
  return `${key} (${words.length > 60 ? `${words.slice(0, 59)}…` : words})`
}
