import type { MatchKind } from '../readings/answer-types.ts'
import type { PartMatch } from './match-part.ts'
import type { ResolvedQuery } from './resolved-query.ts'

/** Why a part is a hit: a place in one of its texts. */
export interface ShownMatch {
  /** Place of the term in `interpreted.terms`. */
  term: number
  kind: MatchKind
  /** The property that holds the text: `manufacturer_code`, `tags.2`. */
  field: string
  /** In UTF-16 units of the text, end exclusive. */
  ranges: [number, number][]
}

const MOST_MATCHES = 20

/** The best match of each term first, then others, at most 20. */
export function explain({ groups }: PartMatch, query: ResolvedQuery): ShownMatch[] {
  const starts = [...query.groups, ...query.excluded].map(({ start }) => start).sort((a, b) => a - b)
  const byTerm = groups.map((matches, place) => {
    const term = starts.indexOf(query.groups[place]?.start ?? 0)
    return matches.map(({ found }) =>
      found.map(
        ({ kind, field, ranges }): ShownMatch => ({ term, kind, field, ranges: ranges.map(([a, b]) => [a, b]) }),
      ),
    )
  })
  const best = byTerm.flatMap((matches) => matches.flatMap(([first]) => first ?? []))
  const others = byTerm.flat().flatMap(([, ...rest]) => rest)
  const distinct = new Map<string, ShownMatch>()
  for (const match of [...best, ...others]) {
    const key = `${match.term} ${match.field} ${JSON.stringify(match.ranges)}`
    if (!distinct.has(key)) distinct.set(key, match)
  }
  return [...distinct.values()].slice(0, MOST_MATCHES)
}
