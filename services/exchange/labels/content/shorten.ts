/** A blank that no line is broken at. */
const JOINING = '\u00a0'
/** A blank between a number and its unit. */
const BEFORE_UNIT = /(?<=\d[.,]?) (?=[\p{L}%°Ω]{1,4}(?:[\s,;)]|$))/gu

/** A text with single blanks, whose numbers stay together with their units. */
export function tidy(text: string): string {
  return text.trim().replace(/\s+/gu, ' ').replace(BEFORE_UNIT, JOINING)
}

/**
 * Shortens a text by leaving out words until it fits: the last ones that have no digit first, so that numbers and values
 * stay whole, and only when no other word is left those.
 *
 * @param text a tidy one.
 * @param fits whether a text fits.
 * @returns null when not even its first word fits.
 */
export function shorten(text: string, fits: (text: string) => boolean): string | null {
  if (fits(text)) return text
  let kept = text.split(' ')
  while (kept.length > 1) {
    const last = kept.findLastIndex((word) => !/\d/.test(word))
    kept = kept.toSpliced(last > 0 ? last : kept.length - 1, 1)
    const shorter = `${kept.join(' ')}…`
    if (fits(shorter)) return shorter
  }
  return null
}
