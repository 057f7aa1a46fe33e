/** What separates the items of a list in one cell, and a name from what belongs to it. */
const SEPARATOR = ';'
const ASSIGNMENT = '='
/** A list without items is told from no list at all. */
const NO_ITEMS = '\\'
const ONE_EMPTY_ITEM = ';\\'

function mask(text: string): string {
  return text.replace(/[;=\\]/g, '\\$&')
}

/** Splits at a separator that no backslash stands before; backslashes stay. */
function splitAt(text: string, separator: string): string[] {
  const pieces = ['']
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at)
    if (letter === separator) pieces.push('')
    else pieces[pieces.length - 1] += letter === '\\' ? letter + text.charAt(++at) : letter
  }
  return pieces
}

function unmask(text: string): string {
  return text.replace(/\\(.)/gs, '$1')
}

/** A list in one cell: items are separated by `;`, and `;`, `=` and backslashes in them follow a backslash. */
export function joinList(items: readonly string[]): string {
  // One empty item would look like an empty cell.
  return items.length === 1 && items[0] === '' ? ONE_EMPTY_ITEM : items.map(mask).join(SEPARATOR)
}

/** The items of a cell that `joinList` wrote; an empty cell has none. */
export function splitList(cell: string): string[] {
  if (cell === '') return []
  return cell === ONE_EMPTY_ITEM ? [''] : splitAt(cell, SEPARATOR).map(unmask)
}

/** The same where no list at all, the empty cell, is something else than a list without items. */
export function joinOptionalList(items: readonly string[] | null): string {
  if (items === null) return ''
  return items.length === 0 ? NO_ITEMS : joinList(items)
}

/** What `joinOptionalList` was given. */
export function splitOptionalList(cell: string): string[] | null {
  if (cell === '') return null
  return cell === NO_ITEMS ? [] : splitList(cell)
}

/** A list of names with what belongs to them in one cell: `Mouser=603-RC0805;LCSC=C17673`. */
export function joinPairs(pairs: readonly (readonly [name: string, value: string])[]): string {
  return pairs.map(([name, value]) => `${mask(name)}${ASSIGNMENT}${mask(value)}`).join(SEPARATOR)
}

/** The pairs of a cell that `joinPairs` wrote. What has no `=` has an empty name. */
export function splitPairs(cell: string): [name: string, value: string][] {
  if (cell === '') return []
  return splitAt(cell, SEPARATOR).map((pair) => {
    const [first = '', ...rest] = splitAt(pair, ASSIGNMENT)
    return rest.length === 0 ? ['', unmask(first)] : [unmask(first), unmask(rest.join(ASSIGNMENT))]
  })
}
