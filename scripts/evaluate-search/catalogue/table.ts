/** The rows of a table with a bar between cells, blank lines left out. */
export function rowsOf(table: string): string[][] {
  return table
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split('|').map((cell) => cell.trim()))
}

/** A property when its text is not empty. */
export function optional<K extends string>(name: K, text: string): Partial<Record<K, string>> {
  const found: Partial<Record<K, string>> = {}
  if (text !== '') found[name] = text
  return found
}

/** A text such as `maker=TI volt=5V,3V` as facts: several with commas. */
export function factsFrom(text: string): Record<string, readonly string[]> {
  const pairs = text.split(/\s+/).filter((pair) => pair !== '')
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', values = ''] = pair.split('=')
      return [name, values.replaceAll('_', ' ').split(',')]
    }),
  )
}
