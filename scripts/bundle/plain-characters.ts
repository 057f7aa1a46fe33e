const BEYOND_ASCII = /\P{ASCII}/gu

/** In a raw text an escape means what it looks like. */
const RAW = /String\.raw`([^`]*)`/g

function toEscapes(text: string): string {
  return text.replaceAll(BEYOND_ASCII, (character) =>
    Array.from(
      { length: character.length },
      (_, n) => `\\u${character.charCodeAt(n).toString(16).padStart(4, '0')}`,
    ).join(''),
  )
}

/**
 * Writes characters beyond ASCII as escapes: the engine keeps one byte for each character of such a program, and else two.
 *
 * @param code without comments.
 */
export function toPlainCharacters(code: string): string {
  const withoutRaw = code.replaceAll(RAW, (whole, text: string) =>
    // What is filled in is no text.
    BEYOND_ASCII.test(text) && !text.includes('${') ? JSON.stringify(text) : whole,
  )
  return toEscapes(withoutRaw)
}
