const PLAIN = /^[\p{L}\p{N}][^\s",:*]*$/u

/** A text as the value of a filter: in quotes, which it cannot contain. Names are compared without quotes anyway. */
export function quoted(text: string): string {
  return `"${text.replaceAll(/["“”„‟«»″‶]+/g, ' ').trim()}"`
}

/** A text as a word of a query, in quotes where it needs them. */
export function asWord(text: string): string {
  return PLAIN.test(text) ? text : quoted(text)
}
