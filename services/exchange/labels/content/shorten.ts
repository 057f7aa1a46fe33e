/** A blank that a line is broken at only when nothing else helps. */
export const JOINING = '\u00a0'
/** A blank between a number and its unit, such as "kΩ" or "ppm/K". */
const BEFORE_UNIT = /(?<=\p{N}[.,]?) (?=[\p{L}%°Ω]{1,4}(?:\/[\p{L}°Ω]{1,4})?(?:[\s,;)]|$))/gu
/** A blank after a sign that says something of the number behind it. */
const AFTER_SIGN = /(?<=(?:^|\s)[≤≥<>±≈~∅⌀Ø×]) (?=\p{N})/gu
/** What stands between the two ends of a range, or between the sides of a body: "4.5 V … 36 V", "6.3 × 11 mm". */
const WITHIN_VALUE = /(?<=\p{N}\u00a0?[\p{L}°Ω%/]{0,6})[ \u00a0](…|\.{3}|×|x)[ \u00a0](?=[+±−-]?\p{N})/gu
const BETWEEN = /\u00a0(?:…|\.{3}|×|x)\u00a0/u
/** What the last word of a shortened text is followed by in the whole one. */
const LAST_MARKS = /[\s,;:·]{1,9}$/u
/** A number with the letters of a unit: "4.7µF", "±10 %", "4k7", "1/4W". */
const VALUE = /^[^\p{L}\p{N}]*\p{N}[\p{N}.,/]*\s?[pnuµμmkKMGRΩFHVAWJUSTC%°][\p{L}Ω°%/]{0,7}\p{N}*[,;)]*$/u
/** Longer texts than this one no label holds. */
const LONGEST = 1500

/** What a shortened text has lost. */
export const LOST = { nothing: 0, words: 1, numbers: 2, values: 3 } as const
export type Lost = (typeof LOST)[keyof typeof LOST]

/** A text with single blanks, whose numbers stay together with their signs and units. */
export function tidy(text: string): string {
  const single = text.trim().replace(/\s+/gu, ' ')
  const withUnits = single.replace(BEFORE_UNIT, JOINING).replace(AFTER_SIGN, JOINING)
  return withUnits.replace(WITHIN_VALUE, `${JOINING}$1${JOINING}`)
}

/** A text without what stands in brackets, unless nothing else is there. */
export function withoutBrackets(text: string): string {
  const short = text.replace(/\s*\([^()]*\)/gu, '').trim()
  return short === '' ? text : short
}

function rank(word: string): Lost {
  if (word.split(BETWEEN).some((piece) => VALUE.test(piece))) return LOST.values
  return /\p{N}/u.test(word) ? LOST.numbers : LOST.words
}

/** The places of words in the order in which they are left out; the first word goes last of those without numbers. */
function orderOfLeaving(ranks: readonly Lost[]): number[] {
  const places = [...ranks.keys()].reverse()
  const of = (wanted: Lost) => places.filter((place) => ranks[place] === wanted && place > 0)
  const first = ranks[0] ?? LOST.words
  const later = [of(LOST.words), of(LOST.numbers), of(LOST.values)]
  return later.toSpliced(first === LOST.words ? 2 : first, 0, [0]).flat()
}

/**
 * Shortens a text by leaving out words until it fits: first those that have no digit, then numbers, and values such as
 * "4.7 µF" only when no other word is left.
 *
 * @param text a tidy one.
 * @param fits whether a text fits; shorter texts fit where longer ones do.
 * @returns the text and the most important thing that it has lost; null when not even one word fits.
 */
export function shorten(text: string, fits: (text: string) => boolean): { text: string; lost: Lost } | null {
  if (text.length <= LONGEST && fits(text)) return { text, lost: LOST.nothing }
  const words = text.slice(0, LONGEST).split(' ')
  const ranks = words.map(rank)
  const order = orderOfLeaving(ranks)
  const without = (count: number) => {
    const left = new Set(order.slice(0, count))
    const kept = words.filter((_, place) => !left.has(place)).join(' ')
    return `${kept.replace(LAST_MARKS, '')}…`
  }
  // The fewest words to leave out are found by halving: a label may have a text of many words.
  let [few, many] = [1, words.length]
  while (few < many) {
    const middle = Math.floor((few + many) / 2)
    if (fits(without(middle))) many = middle
    else few = middle + 1
  }
  if (few >= words.length) return null
  const lost = Math.max(...order.slice(0, few).map((place) => ranks[place] ?? LOST.words))
  return {
    text: without(few),
    lost: lost >= LOST.values ? LOST.values : lost >= LOST.numbers ? LOST.numbers : LOST.words,
  }
}
