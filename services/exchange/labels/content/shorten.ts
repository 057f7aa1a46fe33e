/** Words without which a description says less: they have a digit, or belong to a number as a unit does. */
function isFact(word: string, before: string | undefined): boolean {
  if (/\d/.test(word)) return true
  return before !== undefined && /\d[.,)]?$/.test(before) && /^[\p{L}%°Ω]{1,4}[,;)]?$/u.test(word)
}

/**
 * Shortens a text by leaving out words until it fits: the last ones that are no numbers, values or units first, and only
 * when no other word is left those.
 *
 * @param fits whether a text fits.
 * @returns null when not even its first word fits.
 */
export function shorten(text: string, fits: (text: string) => boolean): string | null {
  const words = text.split(/\s+/u).filter((word) => word !== '')
  const whole = words.join(' ')
  if (fits(whole)) return whole
  let kept = words.map((word, place) => ({ word, isFact: isFact(word, words[place - 1]) }))
  while (kept.length > 1) {
    const last = kept.findLastIndex((each) => !each.isFact)
    kept = kept.toSpliced(last > 0 ? last : kept.length - 1, 1)
    const shorter = `${kept.map(({ word }) => word).join(' ')}…`
    if (fits(shorter)) return shorter
  }
  return null
}
