import { type MappedText, mapPieces } from './mapped-text.ts'

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

/** What characters become, of those that were met so far: a text has few different ones. */
const CLEANED = new Map<string, string>()
const MOST_CLEANED = 5000
/** Longer ones, with many marks, are not kept. */
const LONGEST_CLUSTER = 4

function cleanAlone(cluster: string): string {
  const known = CLEANED.get(cluster)
  if (known !== undefined) return known
  const cleaned = cluster
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
  if (CLEANED.size >= MOST_CLEANED) CLEANED.clear()
  if (cluster.length <= LONGEST_CLUSTER) CLEANED.set(cluster, cleaned)
  return cleaned
}

function cleanCluster(cluster: string, last: string): string {
  if (cluster.length === 1 && cluster >= ' ' && cluster <= '~') return cluster
  const plain = cleanAlone(cluster)
  // Two numbers must not grow together: 10² is not 102, and 1½ is not 11/2.
  if (/\d/.test(last) && SUPERSCRIPT_DIGIT.test(cluster)) return `^${plain}`
  if (/\d/.test(last) && VULGAR_FRACTION.test(cluster)) return `+${plain}`
  return plain
}

/**
 * A part is read several times, for words, values, packages and numbers: short texts that were read last are kept, and the
 * last long one.
 */
const LONG = 200
const MOST_SHORT = 64
let lastLong: { text: string; cleaned: MappedText } | null = null
const lastShort = new Map<string, MappedText>()

/**
 * The first half of folding: one spelling for each sign, while case still tells m from M. Values are read in such texts.
 */
export function cleanText(text: string): MappedText {
  if (text.length < LONG) return shortCleaned(text)
  if (lastLong?.text !== text) lastLong = { text, cleaned: cleanedOf(text) }
  return lastLong.cleaned
}

function shortCleaned(text: string): MappedText {
  const known = lastShort.get(text)
  if (known) return known
  const cleaned = cleanedOf(text)
  if (lastShort.size >= MOST_SHORT) lastShort.clear()
  lastShort.set(text, cleaned)
  return cleaned
}

function cleanedOf(text: string): MappedText {
  return PLAIN.test(text) ? { text, origins: null } : mapPieces(text, CLUSTERS, cleanCluster)
}

const FOLDED = new Map<string, string>()
const MOST_FOLDED = 5000

/** The second half of folding, of a clean text: without case and marks. */
export function foldCase(clean: string): string {
  if (PLAIN.test(clean)) return clean.toLowerCase()
  return clean.replaceAll(CODE_POINTS, foldLetter)
}

function foldLetter(letter: string): string {
  const known = FOLDED.get(letter)
  if (known !== undefined) return known
  // The capital ẞ alone becomes ß before it becomes SS.
  const upper = letter.toLowerCase().toUpperCase()
  const folded = upper.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('μ', 'µ')
  if (FOLDED.size >= MOST_FOLDED) FOLDED.clear()
  FOLDED.set(letter, folded)
  return folded
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
