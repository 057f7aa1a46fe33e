import type { ShownMatch } from '../../catalogue/search-rules/matching/explain.ts'
import { between } from '../../catalogue/search-rules/text/characters.ts'

const LONGEST = 300
const CUT = '…'
/** So much is shown before the first match. */
const BEFORE = 60

/** Where to cut near a place: behind a blank, if one is near, and never within a character. */
function startNear(text: string, place: number, match: number): number {
  if (place <= 0) return 0
  const blank = text.slice(place, match).search(/\s/)
  const start = blank < 0 ? place : place + blank + 1
  return between(text, start) < start ? start + 1 : start
}

/**
 * A description of at most 300 UTF-16 units, with an ellipsis where it is cut: around the first match in it, else its
 * beginning. The matches count in what is left; those beyond it are left out.
 */
export function shortened(
  description: string,
  matched: readonly ShownMatch[],
): { description: string; matched: ShownMatch[] } {
  if (description.length <= LONGEST) return { description, matched: [...matched] }
  const first = matched.find(({ field, ranges }) => field === 'description' && ranges.length > 0)?.ranges[0]?.[0] ?? 0
  const start = startNear(description, Math.min(first - BEFORE, description.length - LONGEST + CUT.length), first)
  const before = start === 0 ? '' : CUT
  let end = Math.min(start + LONGEST - before.length, description.length)
  if (end < description.length) end -= CUT.length
  end = between(description, end)
  const shift = before.length - start
  const shown = matched.flatMap((match) => {
    if (match.field !== 'description') return [match]
    const ranges = match.ranges
      .filter(([from, to]) => from >= start && to <= end)
      .map(([from, to]): [number, number] => [from + shift, to + shift])
    return ranges.length < match.ranges.length ? [] : [{ ...match, ranges }]
  })
  const text = description.slice(start, end)
  return { description: `${before}${text}${end < description.length ? CUT : ''}`, matched: shown }
}
