/** Kinds of electrical values in texts about parts. */
export type RatingKind =
  | 'resistance'
  | 'capacitance'
  | 'inductance'
  | 'frequency'
  | 'voltage'
  | 'current'
  | 'power'
  | 'tolerance'

/** The values of each kind in a text, in the unit without prefix. */
export type Ratings = ReadonlyMap<RatingKind, ReadonlySet<number>>

const UNITS: Readonly<Record<string, RatingKind>> = {
  ohm: 'resistance',
  r: 'resistance',
  f: 'capacitance',
  h: 'inductance',
  hz: 'frequency',
  v: 'voltage',
  vdc: 'voltage',
  vac: 'voltage',
  a: 'current',
  w: 'power',
  '%': 'tolerance',
}

const PREFIXES: Readonly<Record<string, number>> = {
  p: 1e-12,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
}

const VALUE =
  /(?<![\w.,-])(?<whole>\d+(?:[.,]\d+)?)(?:\/(?<below>\d+))? ?(?:(?<prefix>[pnumkKMG]?)(?<unit>ohms?|Ohms?|[FfHVvAWR]|[hH][zZ]|V(?:DC|AC)|%)|(?<bare>[kKM]))(?![\w])/g
/** A prefix or R in the place of the point (IEC 60062): 4k7, 2R2, 4n7. */
const INFIX = /(?<![\w.,-])(\d+)([pnukKMR])(\d+)(?![\w])/g

function round(value: number): number {
  return Number(value.toPrecision(6))
}

function prefixOf(letter: string): number {
  return PREFIXES[letter] ?? PREFIXES[letter.toLowerCase()] ?? 1
}

/** Finds the values in a text. `4k7`, `4.7 kΩ` and `4700 ohm` are equal; a number without a unit is not a value. */
export function ratingsIn(text: string): Ratings {
  const found = new Map<RatingKind, Set<number>>()
  const add = (kind: RatingKind, value: number) => {
    found.set(kind, (found.get(kind) ?? new Set()).add(round(value)))
  }
  const plain = text
    .replaceAll(/[µμ]/g, 'u')
    .replaceAll(/[ΩΩ]/g, 'ohm')
    .replaceAll(/\b(\d+(?:\.\d+)?)V(\d)\b/g, '$1.$2V')
  for (const { groups = {} } of plain.matchAll(VALUE)) {
    const { whole = '', below, prefix = '', unit, bare } = groups
    const value = Number(whole.replace(',', '.')) / (below === undefined ? 1 : Number(below))
    if (bare !== undefined) add('resistance', value * prefixOf(bare))
    const kind = unit === undefined ? undefined : UNITS[unit.toLowerCase().replace(/^ohms$/, 'ohm')]
    if (kind !== undefined) add(kind, value * prefixOf(prefix))
  }
  for (const [, whole, letter = '', fraction] of plain.matchAll(INFIX)) {
    const kind = /[pnu]/.test(letter) ? 'capacitance' : 'resistance'
    add(kind, Number(`${whole}.${fraction}`) * (letter === 'R' ? 1 : prefixOf(letter)))
  }
  return found
}

/** Compares the values of one kind in two texts: `open` when one of the texts has none. */
export function compareRating(kind: RatingKind, a: Ratings, b: Ratings): 'same' | 'other' | 'open' {
  const [left, right] = [a.get(kind), b.get(kind)]
  if (!left || !right) return 'open'
  return [...left].some((value) => right.has(value)) ? 'same' : 'other'
}
