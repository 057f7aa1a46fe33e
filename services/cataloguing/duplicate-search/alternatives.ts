/** Words of which a part has one or another. */
type Alternatives = ReadonlySet<string>

const alternatives = (words: string): Alternatives => new Set(words.split(' '))

const COLOURS = alternatives('red green blue yellow orange white black amber pink rgb')
/** A text of somebody who searches for one of these may name the others as well: its complement, its counterpart. */
const OF_PARTS = [
  'red green blue yellow orange white black amber pink rgb infrared ir uv violet',
  'npn pnp',
  'nchannel pchannel',
  'spst spdt dpst dpdt',
  'male female',
  'linear lin log logarithmic',
].map(alternatives)

function differ(group: Alternatives, a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [left, right] = [group.intersection(a), group.intersection(b)]
  return left.size > 0 && right.size > 0 && left.isDisjointFrom(right)
}

/** Whether two texts name colours, and none in common. */
export function differInColour(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return differ(COLOURS, a, b)
}

/** Whether the texts of two parts name different alternatives of a kind, and none in common. */
export function differInAlternative(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return OF_PARTS.some((group) => differ(group, a, b))
}
