import { foldName } from '../text/fold.ts'

/** The token of a whole tag. */
export function tagToken(tag: string): string {
  return `g:${foldName(tag)}`
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
