/** A second line of headers has so many names at least. */
const FEWEST = 2
const NUMBER = /^\s*[-+]?\d[\d.,' ]*\s*$/

/**
 * Whether the line below the headers names the seller of columns that stand several times: each cell is a name, in a
 * column whose header is not the only one of its name.
 */
export function isSellerLine(filled: readonly { text: string; index: number }[], folded: readonly string[]): boolean {
  if (filled.length < FEWEST) return false
  return filled.every(({ text, index }) => {
    const name = folded[index] ?? ''
    return !NUMBER.test(text) && folded.indexOf(name) !== folded.lastIndexOf(name)
  })
}
