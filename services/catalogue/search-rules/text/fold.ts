import { type MappedText, mapPieces, unchanged } from './mapped-text.ts'

/** What cannot change: most texts are of this kind. */
const PLAIN = /^[\x20-\x7e]*$/
/** A character with its marks, and with what is invisible in it. */
const CLUSTERS = /\P{M}[\p{M}\p{Cf}]*|\p{M}+/gu
const CODE_POINTS = /./gsu

/** Signs of the trade, and what has no width. */
const DROPPED = /[™®©\p{Cf}]/gu
const DASHES = /[\p{Pd}−⁃]/gu
const SUPERSCRIPT_DIGIT = /^[²³¹⁰⁴-⁹]/
const VULGAR_FRACTION = /^[¼-¾⅐-⅞↉]/

function cleanCluster(cluster: string, last: string): string {
  const plain = cluster
    .toWellFormed()
    .replaceAll(DROPPED, '')
    .replaceAll(/[″‶]/g, '"')
    .normalize('NFKC')
    .replaceAll(/[\p{Cc}\s]/gu, ' ')
    .replaceAll('μ', 'µ')
    .replaceAll('Ω', 'ohm')
    .replaceAll(/[×✕✖⨯]/g, 'x')
    .replaceAll(DASHES, '-')
    .replaceAll(/[“”„‟«»]/g, '"')
    .replaceAll(/[‘’‚‛′]/g, "'")
    .replaceAll('⁄', '/')
  // Two numbers must not grow together: 10² is not 102, and 1½ is not 11/2.
  if (/\d/.test(last) && SUPERSCRIPT_DIGIT.test(cluster)) return `^${plain}`
  if (/\d/.test(last) && VULGAR_FRACTION.test(cluster)) return `+${plain}`
  return plain
}

/**
 * The first half of folding: one spelling for each sign, while case still tells m from M. Values are read in such texts.
 */
export function cleanText(text: string): MappedText {
  const original = unchanged(text)
  return PLAIN.test(text) ? original : mapPieces(original, CLUSTERS, cleanCluster)
}

/** The second half of folding, of a clean text: without case and marks. */
export function foldCase(clean: string): string {
  if (PLAIN.test(clean)) return clean.toLowerCase()
  return clean.replaceAll(CODE_POINTS, (letter) =>
    letter.toUpperCase().toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('μ', 'µ'),
  )
}

/** A text as it is compared. Folding what is folded changes nothing. */
export function fold(text: string): string {
  return foldCase(cleanText(text).text)
}

/** A name as it is compared whole: folded, whatever stands between its words. */
export function foldName(name: string): string {
  return fold(name)
    .replaceAll(/[^\p{L}\p{N}\p{So}+#.]+/gu, ' ')
    .trim()
}
