import { cleanText } from '../text/fold.ts'

const PLAIN = /^[\p{L}\p{N}][^\s",:*]*$/u

/** Stands for what has no letter or digit: as a name it is compared as nothing, and yet it is a value. */
const NOTHING = '-'

/** A text as the value of a filter: in quotes, which it cannot contain. Names are compared without quotes anyway. */
export function quoted(text: string): string {
  const plain = text.replaceAll(/["“”„‟«»″‶]+/g, ' ').trim()
  return `"${cleanText(plain).text.trim() === '' ? NOTHING : plain}"`
}

/** A text as a word of a query, in quotes where it needs them. */
export function asWord(text: string): string {
  return PLAIN.test(text) ? text : quoted(text)
}
