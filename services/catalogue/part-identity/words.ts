/** Words that say nothing about what a part is. */
const EMPTY_WORDS = new Set(
  'a an and as at by for from in is it its of on or the to up with without this that part component new type series max min typ approx'.split(
    ' ',
  ),
)

/** Spellings of the same, by how they are compared. */
const SAME: Readonly<Record<string, string>> = {
  capacitors: 'capacitor',
  cap: 'capacitor',
  caps: 'capacitor',
  mlcc: 'ceramic',
  resistors: 'resistor',
  res: 'resistor',
  opamp: 'operational',
  op: 'operational',
  amp: 'amplifier',
  amplifiers: 'amplifier',
  mcu: 'microcontroller',
  ldo: 'linear',
  stepdown: 'buck',
  stepup: 'boost',
  smt: 'smd',
  tht: 'th',
  surface: 'smd',
  electrolytics: 'electrolytic',
  fet: 'mosfet',
  bjt: 'transistor',
  zener: 'zener',
}

const PACKAGE_SPELLINGS: readonly [RegExp, string][] = [
  [/^(?:p|c)?dip(\d+)$/, 'dip$1'],
  [/^so(?:ic|p|n)?(\d+)$/, 'so$1'],
  [/^(?:l|t)?qfp(\d+)$/, 'qfp$1'],
  [/^sot233?$/, 'sot23'],
  [/^to220(?:ab|3)?$/, 'to220'],
  [/^to92(?:3)?$/, 'to92'],
]

/** How the words begin that may be packages: few of all words do. */
const LIKE_PACKAGE = /^(?:so|to|[pclt]?(?:dip|qfp))/

function fold(word: string): string {
  const known = SAME[word]
  if (known !== undefined) return known
  if (!LIKE_PACKAGE.test(word)) return word
  for (const [pattern, spelling] of PACKAGE_SPELLINGS) {
    if (pattern.test(word)) return word.replace(pattern, spelling)
  }
  return word
}

/**
 * The words of a text as they are compared: in lower case, without accents, one spelling for each. A code with a hyphen
 * such as SOT-23 is one word.
 */
export function wordsOf(text: string): Set<string> {
  const plain = text
    .replaceAll(/[µμ]/g, 'u')
    .replaceAll(/[ΩΩ]/g, 'ohm')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    // A unit belongs to its number.
    .replaceAll(/(\d) (?=(?:[pnumkg]?(?:ohm|f|h|hz|v|a|w)|[km]|%|mm)\b)/g, '$1')
  const words = plain
    .split(/[^a-z0-9.%+-]+/)
    .map((word) => fold(word.replaceAll(/[^a-z0-9.%]/g, '').replaceAll(/^\.+|\.+$/g, '')))
    .filter((word) => word !== '' && !EMPTY_WORDS.has(word))
  return new Set(words)
}
