import { cleanText, fold } from '../../catalogue/search-rules/text/fold.ts'
import type { Value } from '../../catalogue/search-rules/values/quantity.ts'
import { valuesIn } from '../../catalogue/search-rules/values/read-values.ts'
import { type ComponentKind, kindsInText } from '../../catalogue/search-rules/words/component-kind.ts'

const KINDS = [
  'resistance',
  'capacitance',
  'inductance',
  'frequency',
  'voltage',
  'current',
  'power',
  'tolerance',
] as const

/** Kinds of electrical values that texts about parts give. */
export type RatingKind = (typeof KINDS)[number]

/** The values of each kind that a text gives, in the unit without prefix. */
export type Ratings = ReadonlyMap<RatingKind, ReadonlySet<number>>

/** What a value is of which only the prefix stands there: `100n` is a capacitance unless the text is about an inductor. */
function kindOf({ quantity, bare }: Value, components: ReadonlySet<ComponentKind>): RatingKind | undefined {
  if (bare === 'large') return components.has('crystal') ? 'frequency' : 'resistance'
  const isInductor = components.has('inductor') && !components.has('capacitor')
  if (bare === 'small' && (quantity === 'inductance') !== isInductor) return undefined
  return KINDS.find((kind) => kind === quantity)
}

/** Finds the values in a text. `4k7`, `4.7 kΩ` and `4700 ohm` are the same; a number without a unit is none. */
export function ratingsIn(text: string): Ratings {
  const found = new Map<RatingKind, Set<number>>()
  const components = kindsInText(fold(text))
  for (const value of valuesIn(cleanText(text).text, { isQuery: false }).flatMap(({ values }) => values)) {
    const kind = kindOf(value, components)
    if (kind === undefined) continue
    const known = found.get(kind) ?? new Set()
    found.set(kind, known.add(value.low).add(value.high))
  }
  return found
}

/** What two texts say about a kind of value: the same, something else, or at least one of them nothing. */
export function compareRating(kind: RatingKind, a: Ratings, b: Ratings): 'same' | 'other' | 'open' {
  const [left, right] = [a.get(kind), b.get(kind)]
  if (!left || !right) return 'open'
  return [...left].some((value) => right.has(value)) ? 'same' : 'other'
}
