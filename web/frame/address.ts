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

/** The id of a record, written as a number. */
export function number(value: unknown): number | undefined {
  const id = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN
  return Number.isInteger(id) && id > 0 && id < 2 ** 31 ? id : undefined
}

/** A text that is not empty. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
