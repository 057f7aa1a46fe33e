import { between } from '../../text/characters.ts'
import type { Hint } from './hints.ts'
import type { ScannedText } from './scanned-text.ts'

/** A piece of a long text. */
export interface Excerpt {
  text: string
  /** Where it begins in the text. */
  offset: number
  /** What is read in it counts from here to there, in units of the excerpt: what was cut off may change what is beside. */
  from: number
  to: number
}

/** Of a term so many places are looked at in a text. */
const PLACES_OF_TERM = 3
const MOST_EXCERPTS = 16
/** So much is read on both sides of a place, and so much of it only to know what stands beside. */
const AROUND = 120
const MARGIN = 40

/** Ends of what is read of a text, of which other places may be near. */
type Span = readonly [start: number, end: number]

function placesOf({ text, originOf }: ScannedText, hints: readonly Hint[]): Span[] {
  const byHint = hints.map((hint) => {
    const found: Span[] = []
    for (const { 0: written, index } of text.matchAll(hint)) {
      found.push([originOf(index), originOf(index + written.length)])
      if (found.length === PLACES_OF_TERM) break
    }
    return found
  })
  // The first places of all terms come before the second ones of some.
  const rounds = Array.from({ length: PLACES_OF_TERM }, (_, round) =>
    byHint.flatMap((found) => found.slice(round, round + 1)),
  )
  return rounds.flat().slice(0, MOST_EXCERPTS)
}

function merged(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a[0] - b[0])
  const together: Span[] = []
  for (const [start, end] of sorted) {
    const last = together.at(-1)
    if (last && start <= last[1]) together[together.length - 1] = [last[0], Math.max(last[1], end)]
    else together.push([start, end])
  }
  return together
}

/** The pieces of a long text in which terms may match. @param scanned the text, or its beginning. */
export function excerptsOf(text: string, scanned: ScannedText, hints: readonly Hint[]): Excerpt[] {
  const spans = placesOf(scanned, hints).map(
    ([start, end]): Span => [Math.max(start - AROUND, 0), Math.min(end + AROUND, text.length)],
  )
  return merged(spans).map(([from, to]) => {
    const [start, end] = [between(text, from), between(text, to)]
    return {
      text: text.slice(start, end),
      offset: start,
      from: start === 0 ? 0 : MARGIN,
      to: end === text.length ? end - start : end - start - MARGIN,
    }
  })
}
