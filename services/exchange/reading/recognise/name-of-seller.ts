/** Forms of the numbers of sellers. */
const NUMBER_FORMS: readonly [pattern: RegExp, seller: string][] = [
  [/^C\d{3,}$/, 'LCSC'],
  [/-(?:ND|1-ND|2-ND|6-ND)$/i, 'Digi-Key'],
  [/^\d{2,3}-\S+$/, 'Mouser'],
]

/** The seller that most of the numbers look like. @returns null when no form fits more than half of them. */
export function sellerOfNumbers(numbers: readonly string[]): string | null {
  const filled = numbers.map((number) => number.trim()).filter((number) => number !== '')
  for (const [pattern, seller] of NUMBER_FORMS) {
    const fitting = filled.filter((number) => pattern.test(number)).length
    if (fitting * 2 > filled.length) return seller
  }
  return null
}

const SPELLINGS: readonly [pattern: RegExp, seller: string][] = [
  [/^digi-?\s?key(?:\s.*)?$/i, 'Digi-Key'],
  [/^mouser(?:\s.*)?$/i, 'Mouser'],
  [/^(?:lcsc|jlcpcb|szlcsc)(?:\s.*)?$/i, 'LCSC'],
  [/^(?:farnell|element\s?14|newark)(?:\s.*)?$/i, 'Farnell'],
  [/^tme$/i, 'TME'],
  [/^reichelt(?:\s.*)?$/i, 'Reichelt'],
  [/^rs(?:[\s-]?(?:components|online|pro))?$/i, 'RS'],
]

/** One name for the spellings of a well-known seller; others stay as they are written. */
export function sellerName(text: string): string {
  const name = text.trim()
  return SPELLINGS.find(([pattern]) => pattern.test(name))?.[1] ?? name
}
