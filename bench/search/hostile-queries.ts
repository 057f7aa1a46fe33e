/** A generator of numbers that gives the same ones in each run. */
function numbers(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const ALPHABETS: readonly (readonly [low: number, high: number])[] = [
  [0x01, 0x7f],
  [0xa0, 0x24f],
  [0x300, 0x36f],
  [0x370, 0x5ff],
  [0x2000, 0x2bff],
  [0x3000, 0x9fff],
  [0xff00, 0xffef],
  [0x1f300, 0x1faff],
  [0x10000, 0x10ffff],
]
const PIECES = [
  ' ',
  '"',
  ':',
  '-',
  '\u{5b30b}',
  '*',
  '..',
  '%_\\',
  "'",
  '!',
  '&|',
  '<->',
  '4k7',
  '100n',
  'lm',
  'type:',
  'stock:>',
  'box:1..',
  '0603',
  'resistor',
  '\u202e',
  '\u00a0',
  'a',
  '7',
]

/** Queries that are hostile in a known way. */
export const NAMED_QUERIES: readonly string[] = [
  '😀'.repeat(256),
  '"'.repeat(256),
  ':'.repeat(256),
  '":'.repeat(128),
  '\u{5b30b}',
  '*',
  '* * *',
  '%_\\',
  '\\',
  "'; drop table parts; --",
  "' or 1=1 --",
  '(a+)+$'.repeat(20),
  `${'a'.repeat(250)}!`,
  // Letters beyond the Basic Multilingual Plane, in words that may be two words or misspelled.
  '𠮷𠮷𠮷',
  'led 𠀀𠀁𠀂',
  '𓀀𓀁𓀂 package:𐐨𐐩𐐪𐐫𐐬𐐭𐐮𐐯𐐰𐐱𐐲𐐳𐐴𐐵𐐶𐐷𐐸𐐹𐐺𐐻𐐼𐐽𐐾',
  '\u202e\u2066abc\u2069',
  'a b c d e f g h i j k l m n o p',
  '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16',
  'lm 3 1 1 p lm 3 1 1 p lm 3 1 1 p 7',
  '- -- --- -a -"b" -*',
  '"" "" ""',
  'type:"" maker:"',
  'stock:99999999999999999999',
  'box:99999999999..1',
  'resistance:1e308..',
  '9'.repeat(256),
  `${'1/'.repeat(100)}1`,
  `mpn:*** tag:${'x'.repeat(200)}`,
  '4k7\u00004k7',
  '\u0301'.repeat(256),
  '1 '.repeat(16).trim(),
  '<->|&!()',
]

/** Random queries of every part of Unicode and of what the query language is made of: always the same ones. */
export function hostileQueries(count: number, seed = 7): string[] {
  const below = numbers(seed)
  return Array.from({ length: count }, () => {
    const length = 1 + below(below(4) === 0 ? 200 : 20)
    return Array.from({ length }, () => {
      if (below(3) > 0) return PIECES[below(PIECES.length)] ?? ''
      const [low, high] = ALPHABETS[below(ALPHABETS.length)] ?? [0x41, 0x5a]
      const point = low + below(high - low + 1)
      return String.fromCodePoint(point >= 0xd800 && point <= 0xdfff ? 0x41 : point)
    }).join('')
  })
}
