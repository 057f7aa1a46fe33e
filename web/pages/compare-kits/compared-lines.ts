import type { KitDetail, KitLine } from '../../api/queries/kits.ts'

/** A part with how many pieces one unit of each kit needs; 0 where a kit does not have it. */
export interface ComparedLine {
  part: KitLine['part']
  here: number
  there: number
  /** Pieces that both need for all that is to be built. */
  needed: number
  /** Pieces in all boxes. */
  inStock: number
  state: 'here' | 'there' | 'amount' | 'same'
}

function stateOf(here: number, there: number): ComparedLine['state'] {
  if (there === 0) return 'here'
  if (here === 0) return 'there'
  return here === there ? 'same' : 'amount'
}

/** What differs comes first. */
const ORDER: Readonly<Record<ComparedLine['state'], number>> = { amount: 0, here: 1, there: 2, same: 3 }

/** All parts of two kits, those that differ first. */
export function comparedLines(one: KitDetail, other: KitDetail): ComparedLine[] {
  const here = new Map(one.contents.map((line) => [line.part.key, line]))
  const there = new Map(other.contents.map((line) => [line.part.key, line]))
  const lines = [...new Map([...there, ...here])].map(([key, line]): ComparedLine => {
    const [mine, theirs] = [here.get(key)?.required_per_unit ?? 0, there.get(key)?.required_per_unit ?? 0]
    return {
      part: line.part,
      here: mine,
      there: theirs,
      needed: mine * one.build_target + theirs * other.build_target,
      inStock: line.in_stock,
      state: stateOf(mine, theirs),
    }
  })
  return lines.toSorted((a, b) => ORDER[a.state] - ORDER[b.state] || a.part.key.localeCompare(b.part.key))
}
