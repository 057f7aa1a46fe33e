/** Exports in Chinese and Japanese have wide ones. */
const SEPARATOR = /[,;，；、\r\n]/
/** What KiCad writes for symbols without a number: each is a place of its own. */
const UNNUMBERED = 'REF**'
/** Letters with digits behind: D1. */
const PLAIN = /^[A-Za-z]+\d+$/
const RANGE = /^([A-Za-z_]+)(\d+)\s*(?:-|\.\.|–)\s*([A-Za-z_]*)(\d+)$/
const LONGEST_RANGE = 1000
/** So few names are compared with one another. */
const FEW = 8

/**
 * The names of the places of a part on a board, each once, in the order of the text. Blanks separate only names such as `D1 D2`;
 * `R1-R4`, `R1..R4` and `C5-7` are ranges, `SW-1` is a name.
 */
export function splitDesignators(text: string): string[] {
  const names: string[] = []
  for (const piece of text.split(SEPARATOR)) {
    const name = piece.trim()
    if (name === '') continue
    if (PLAIN.test(name)) names.push(name)
    else names.push(...namesIn(name))
  }
  if (names.length <= FEW) return names.filter((name, at) => name === UNNUMBERED || names.indexOf(name) === at)
  const seen = new Set<string>()
  return names.filter((name) => name === UNNUMBERED || (!seen.has(name) && seen.add(name)))
}

function namesIn(name: string): string[] {
  const range = rangeOf(name)
  if (range) return range
  const words = name.split(/\s+/)
  return words.length > 1 && words.every((word) => PLAIN.test(word) || rangeOf(word))
    ? words.flatMap((word) => rangeOf(word) ?? [word])
    : [name]
}

function rangeOf(name: string): string[] | null {
  const [, letters = '', first = '', lettersAgain = '', last = ''] = RANGE.exec(name) ?? []
  if (letters === '' || (lettersAgain !== '' && lettersAgain !== letters)) return null
  const from = Number(first)
  const to = Number(last)
  if (!(from < to) || to - from >= LONGEST_RANGE || (first.length > 1 && first.startsWith('0'))) return null
  return Array.from({ length: to - from + 1 }, (_, index) => `${letters}${from + index}`)
}
