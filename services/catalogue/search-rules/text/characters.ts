/** A place in a text that does not part the two halves of one character: the one given, or the one before it. */
export function between(text: string, place: number): number {
  const isInside = /[\udc00-\udfff]/.test(text[place] ?? '') && /[\ud800-\udbff]/.test(text[place - 1] ?? '')
  return isInside ? place - 1 : place
}

/** The first characters of a text, in UTF-16 units at most `length`. */
export function beginningOf(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, between(text, length))
}

/** How many characters a text has. Letters beyond the Basic Multilingual Plane have two UTF-16 units and are one. */
export function lengthOf(text: string): number {
  return /[\ud800-\udfff]/.test(text) ? [...text].length : text.length
}
