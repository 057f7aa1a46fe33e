/** A size of two or three sides or rows that a text names: `5.5 x 2.1 mm`, `1x8`. */
export interface Size {
  /** The one way in which sizes are compared: `5.5x2.1`; of three sides also that of the first two. */
  words: string[]
  /** In the clean text, with the unit. */
  start: number
  end: number
}

const SIDE = String.raw`(\d{1,4}(?:[.,]\d{1,3})?)(?: ?mm)?`
const SIDES = `${SIDE} ?x ?${SIDE}(?: ?x ?${SIDE})?`
const IN_TEXT = new RegExp(String.raw`(?<![\p{L}\p{N}.,\-/])${SIDES}(?![\p{L}\p{N}_+#*]|[\-.,][\p{L}\p{N}])`, 'giu')
const WHOLE = new RegExp(`^${SIDES}$`, 'iu')

function wordOf(sides: readonly string[]): string {
  return sides.map((side) => Number(side.replace(',', '.'))).join('x')
}

/** The sizes that a text names, in millimetres or without a unit. @param clean as `cleanText` gives it. */
export function sizesIn(clean: string): Size[] {
  return [...clean.matchAll(IN_TEXT)].map(({ 0: written, 1: first = '', 2: second = '', 3: third, index }) => {
    const words = [wordOf([first, second]), ...(third === undefined ? [] : [wordOf([first, second, third])])]
    return { words, start: index, end: index + written.length }
  })
}

/** The word that a term which names a size is compared by: `5.5x2.1` for `5,5 x 2,1 mm`. @returns null for other terms. */
export function sizeWord(text: string): string | null {
  const [whole, ...sides] = WHOLE.exec(text) ?? []
  return whole === undefined ? null : wordOf(sides.filter((side) => side !== undefined))
}
