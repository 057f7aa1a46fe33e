/** What stands behind the `?` of an address: texts, as a person would write them. */
export type SearchTexts = Record<string, string>

export function readSearch(text: string): SearchTexts {
  return Object.fromEntries(new URLSearchParams(text))
}

export function plainSearch(search: Record<string, unknown>): string {
  const pairs = Object.entries(search)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]): [string, string] => [name, String(value)])
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
}

/** One of a closed set of texts; undefined for another one. */
export function oneOf<const T extends string>(value: unknown, known: readonly T[]): T | undefined {
  return known.find((each) => each === value)
}

/** A text that is not empty. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
