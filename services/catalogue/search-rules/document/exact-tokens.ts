import { foldName } from '../text/fold.ts'

/** The token of a whole tag. */
export function tagToken(tag: string): string {
  return `g:${foldName(tag)}`
}

function isJoinable(folded: string): boolean {
  // Two numbers must not grow together.
  return !/\d[^\p{L}\p{N}]+\d/u.test(folded)
}

/** The token of a tag of several words as one: `pullup` for pull-up. Null for one word, and where numbers would grow together. */
export function joinedTagToken(tag: string): string | null {
  const folded = foldName(tag)
  const joined = folded.replaceAll(/[^\p{L}\p{N}\p{So}]+/gu, '')
  return joined === '' || joined === folded || !isJoinable(folded) ? null : `j:${joined}`
}

/** The tokens of other spellings of a tag, with hyphens and blanks or without: pullup and pull-up. */
export function joinedTagTokens(tag: string): string[] {
  const joined = joinedTagToken(tag)?.slice('j:'.length)
  return joined === undefined ? [`j:${foldName(tag)}`] : [`j:${joined}`, `g:${joined}`]
}

/** Names of the two ways to mount a part, as `foldName` gives them. */
const MOUNTING: Readonly<Record<string, readonly string[]>> = {
  'surface mount': ['smd', 'smt', 'surface mount', 'surface mounted', 'surface mount device', 'surfacemount'],
  'through hole': ['th', 'tht', 'through hole', 'thru hole', 'throughhole'],
}
const CANONICAL = new Map(Object.entries(MOUNTING).flatMap(([name, all]) => all.map((other) => [other, name])))

/** The token of a way to mount a part, one for its names. */
export function mountingToken(name: string): string {
  const folded = foldName(name)
  return `t:${CANONICAL.get(folded) ?? folded}`
}
